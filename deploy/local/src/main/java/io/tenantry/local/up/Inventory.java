package io.tenantry.local.up;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into a database and tells what a module has there. */
final class Inventory {

  private static final String OBJECTS =
      """
      select format('  schema %s: %s tables, %s views, %s functions, %s indexes', nspname,
        (select count(*) from pg_class where relnamespace = n.oid and relkind = 'r'
          and relname <> 'flyway_schema_history'),
        (select count(*) from pg_class where relnamespace = n.oid and relkind = 'v'),
        (select count(*) from pg_proc where pronamespace = n.oid),
        (select count(*) from pg_index i join pg_class t on t.oid = i.indrelid
          where t.relnamespace = n.oid and t.relname <> 'flyway_schema_history'))
      from pg_namespace n where nspname = ?
      """;

  private static final String TABLES =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
      order by 1
      """;

  private final PostgresServer postgres;

  Inventory(PostgresServer postgres) {
    this.postgres = postgres;
  }

  /** A line for the schema and one for each table, with the number of its rows. */
  List<String> of(String database, String schema) {
    try (Connection connection = postgres.superuser(database)) {
      List<String> lines = new ArrayList<>(query(connection, OBJECTS, schema));
      for (String table : query(connection, TABLES, schema)) {
        lines.add("    %-20s %d rows".formatted(table, rows(connection, schema, table)));
      }
      return lines.isEmpty() ? List.of("  nothing") : lines;
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + " cannot be looked into", e);
    }
  }

  private static List<String> query(Connection connection, String sql, String schema)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return values;
      }
    }
  }

  private static long rows(Connection connection, String schema, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from %s.%s"
                    .formatted(
                        statement.enquoteIdentifier(schema, true),
                        statement.enquoteIdentifier(table, true)))) {
      row.next();
      return row.getLong(1);
    }
  }
}
