package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sessions that others have in a database. */
final class Backends {

  private static final int TIME_TO_END_MS = 5_000;

  private Backends() {}

  /** Ends those of a role, whose rights the platform's own role has to have for that. */
  static void end(Connection platform, String role, DatabaseRef database) throws SQLException {
    String sql =
        "select pg_terminate_backend(pid, ?) from pg_stat_activity where usename = ? and datname = ?";
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setLong(1, TIME_TO_END_MS);
      statement.setString(2, role);
      statement.setString(3, database.name());
      statement.execute();
    }
  }
}
