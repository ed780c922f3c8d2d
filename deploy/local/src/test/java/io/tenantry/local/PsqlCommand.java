package io.tenantry.local;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A {@code psql -d DATABASE -c SQL} that people are told to paste into a shell. */
record PsqlCommand(String database, String sql) {

  private static final String SHOW_ARGUMENTS =
      "psql() { [ $# = 4 ] && [ \"$1$3\" = -d-c ] && printf '%s\\n%s' \"$2\" \"$4\"; }\n";

  /** Takes the command apart as a shell does, with its quotes. */
  static PsqlCommand parse(String command) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", SHOW_ARGUMENTS + command)
              .redirectErrorStream(true)
              .start();
      String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] arguments = output.split("\n", 2);
      if (arguments.length != 2) {
        throw new AssertionError("no psql command: " + command + " " + output);
      }
      return new PsqlCommand(arguments[0], arguments[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void runOn(PostgresServer server) {
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
