package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Run;
import java.sql.SQLException;

/** What PostgreSQL could not do for the platform's own session. */
final class Trouble {

  private Trouble() {}

  static RuntimeException in(Run run, SQLException e) {
    String text =
        "module %s in database %s on server %s (SQLSTATE %s): %s"
            .formatted(
                run.module(),
                run.database().name(),
                run.database().server(),
                e.getSQLState(),
                e.getMessage());
    return of(text, e);
  }

  /** Says whether a later try may work. */
  static RuntimeException of(String text, SQLException e) {
    return Transience.ofPlatform(e)
        ? new DatabaseUnavailable(text, e)
        : new DatabaseRefused(text, e);
  }
}
