package io.tenantry.tenantmodule;

import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The service's database, past the service. */
final class Database {

  static final String NAME = "tenantry_tenant_module";

  private Database() {}

  /** Connects with the role that the service works with. */
  static Connection app() throws SQLException {
    return PlatformServers.running()
        .postgres()
        .connect(NAME, NAME + "_app", PlatformDatabases.PASSWORD);
  }

  /** Connects with the role that row-level security does not hold. */
  static Connection superuser() throws SQLException {
    return PlatformServers.running().postgres().superuser(NAME);
  }

  /** The first column of what the superuser reads; {@code null} rows as {@code "null"}. */
  static List<String> read(String sql, Object... parameters) throws SQLException {
    try (Connection connection = superuser()) {
      return read(connection, sql, parameters);
    }
  }

  static List<String> read(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    }
  }

  /** Changes something as superuser and answers the number of rows. */
  static int change(String sql, Object... parameters) throws SQLException {
    try (Connection connection = superuser()) {
      return change(connection, sql, parameters);
    }
  }

  static int change(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Types of the events about a job, in the order in which they were published. */
  static List<String> eventsAbout(Object job) throws SQLException {
    return read(
        """
        select replace(type, 'io.tenantry.', '') from messaging.outbox
        where correlation_id = ? order by id
        """,
        job.toString());
  }

  /** A tenant's audit trail, as {@code action outcome}. */
  static List<String> auditTrailOf(String tenant) throws SQLException {
    return read(
        "select action || ' ' || outcome from audit_entry where trail = ? order by sequence",
        tenant);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
