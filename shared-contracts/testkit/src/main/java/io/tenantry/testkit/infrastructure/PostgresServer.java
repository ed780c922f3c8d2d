package io.tenantry.testkit.infrastructure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A running PostgreSQL server that belongs to the test, or to the local platform, alone. */
public interface PostgresServer extends AutoCloseable {

  String SUPERUSER = "postgres";
  String SUPERUSER_PASSWORD = "tenantry-local";

  String host();

  int port();

  /** What the server has written to its log until now. */
  String logged();

  @Override
  void close();

  default String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database);
  }

  default Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }

  default Connection superuser(String database) throws SQLException {
    return connect(database, SUPERUSER, SUPERUSER_PASSWORD);
  }
}
