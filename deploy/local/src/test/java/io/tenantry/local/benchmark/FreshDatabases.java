package io.tenantry.local.benchmark;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Empty databases for those who do not make their own. */
final class FreshDatabases {

  private final PostgresServer server;
  private int made;
  private Duration spent = Duration.ZERO;

  FreshDatabases(PostgresServer server) {
    this.server = server;
  }

  List<String> make(int count) {
    List<String> names = new ArrayList<>();
    long start = System.nanoTime();
    try (Connection connection = server.superuser("postgres");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < count; i++) {
        String name = "bench_" + ++made;
        statement.execute("create database " + name + " template template0");
        names.add(name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh databases", e);
    }
    spent = spent.plusNanos(System.nanoTime() - start);
    return names;
  }

  /** For one database, in milliseconds. */
  double millisEach() {
    return made == 0 ? 0 : Figures.millis(spent) / made;
  }

  /** How many tables the module has there, and how many rows its setup has written. */
  String contents(String database) {
    String sql =
        """
        select (select count(*) from pg_tables where schemaname = 'digital_card'
            and tablename not like 'flyway%') || ' ' || (select count(*) from digital_card.setting)
        """;
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  String version() {
    try (Connection connection = server.superuser("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the server tells no version", e);
    }
  }
}
