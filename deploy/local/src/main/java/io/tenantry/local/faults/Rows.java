package io.tenantry.local.faults;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a query of one column finds, asked by the superuser. */
final class Rows {

  private Rows() {}

  static List<String> of(PostgresServer postgres, String database, String sql) {
    try (Connection connection = postgres.superuser(database)) {
      return of(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + " cannot be looked into", e);
    }
  }

  static List<String> of(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
