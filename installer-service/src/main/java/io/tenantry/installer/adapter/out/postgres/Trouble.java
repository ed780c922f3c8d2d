package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Run;
import java.sql.SQLException;

/** What PostgreSQL could not do for the platform's own session. */
final class Trouble {

  private Trouble() {}

  static DatabaseUnavailable in(Run run, SQLException e) {
    return new DatabaseUnavailable(
        "module %s in database %s on server %s (SQLSTATE %s): %s"
            .formatted(
                run.module(),
                run.database().name(),
                run.database().server(),
                e.getSQLState(),
                e.getMessage()),
        e);
  }
}
