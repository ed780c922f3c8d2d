package io.tenantry.installer;

import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Databases, past the service. */
public final class Database {

  /** The service's own. */
  public static final String INSTALLER = "tenantry_installer";

  public static final String LANDLORD = "landlord";

  private Database() {}

  /** The first column of what the superuser reads. */
  public static List<String> read(String database, String sql, Object... parameters) {
    try (Connection connection = PlatformServers.running().postgres().superuser(database);
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Changes something as superuser and answers the number of rows. */
  public static int change(String database, String sql, Object... parameters) {
    try (Connection connection = PlatformServers.running().postgres().superuser(database);
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Tables of a module, but its history. */
  public static List<String> tablesOf(String database, String module) {
    return read(
        database,
        """
        select tablename from pg_tables
        where schemaname = ? and tablename <> 'flyway_schema_history' order by 1
        """,
        module);
  }

  /** Types of the events about a job but its progress, in the order of publishing. */
  public static List<String> eventsAbout(Object job) {
    return read(
        INSTALLER,
        """
        select replace(type, 'io.tenantry.', '') from messaging.outbox
        where correlation_id = ? and type not like '%JobProgressed' order by id
        """,
        job.toString());
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
