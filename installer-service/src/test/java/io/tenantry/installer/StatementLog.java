package io.tenantry.installer;

import io.tenantry.testkit.infrastructure.EmbeddedPostgresServer;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL writes down about the statements that it is asked to run. */
final class StatementLog {

  private static final Pattern ENTRY =
      Pattern.compile("(?s)(\\w+)@(\\w+)\\| LOG:  (?:statement|execute [^:]+): (.*)");

  private static final String NEXT_ENTRY = "\n(?=\\S+@\\S*\\| |\\d{4}-\\d{2}-\\d{2} )";

  private final Path file;
  private final long start;

  private StatementLog(Path file) {
    this.file = file;
    this.start = file.toFile().length();
  }

  /** Begins to listen; empty when the server's log cannot be read from here. */
  static Optional<StatementLog> begin() {
    if (!(PlatformServers.running().postgres() instanceof EmbeddedPostgresServer server)) {
      return Optional.empty();
    }
    Database.change("postgres", "alter system set log_statement = 'all'");
    Database.change("postgres", "alter system set log_line_prefix = '%u@%d| '");
    Database.read("postgres", "select pg_reload_conf()");
    return Optional.of(new StatementLog(server.log()));
  }

  static void end() {
    Database.change("postgres", "alter system reset log_statement");
    Database.change("postgres", "alter system reset log_line_prefix");
    Database.read("postgres", "select pg_reload_conf()");
  }

  /** Statements that roles whose names begin so ran in the database since the beginning. */
  List<String> of(String role, String database) {
    List<String> statements = new ArrayList<>();
    for (String text : read().split(NEXT_ENTRY)) {
      Matcher entry = ENTRY.matcher(text);
      if (entry.matches() && entry.group(1).startsWith(role) && entry.group(2).equals(database)) {
        statements.add(entry.group(3).strip());
      }
    }
    return statements;
  }

  private String read() {
    try {
      byte[] content = Files.readAllBytes(file);
      int length = (int) (content.length - start);
      return new String(content, (int) start, length, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
