package io.tenantry.testkit.infrastructure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The statements that a PostgreSQL server is asked to run, as its own log tells them. */
public final class StatementLog implements AutoCloseable {

  private static final Duration TIME_TO_WRITE = Duration.ofSeconds(10);
  private static final String PREFIX = "%u@%d %v| ";
  private static final Pattern ENTRY =
      Pattern.compile("(?s)(\\w+)@(\\w+) (\\S+)\\| LOG:  (?:statement|execute [^:]+): (.*)");
  private static final String NEXT_ENTRY = "\n(?=\\S*@\\S* \\S*\\| |\\d{4}-\\d{2}-\\d{2} )";

  private final PostgresServer server;
  private int start;

  private StatementLog(PostgresServer server) {
    this.server = server;
  }

  /** Makes the server write every statement down, until the log is closed. */
  public static StatementLog begin(PostgresServer server) {
    StatementLog log = new StatementLog(server);
    log.configure(
        "alter system set log_statement = 'all'",
        "alter system set log_line_prefix = '%s'".formatted(PREFIX));
    Awaitility.await("the server writes statements down").atMost(TIME_TO_WRITE).until(log::hears);
    log.forget();
    return log;
  }

  /** Begins anew: what ran until now is left out from here on. */
  public void forget() {
    start = settled().length();
  }

  /** What was asked for since the beginning, in the order of the log. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String text : settled().substring(start).split(NEXT_ENTRY)) {
      Matcher entry = ENTRY.matcher(text.strip());
      if (entry.matches()) {
        entries.add(
            new Entry(entry.group(1), entry.group(2), entry.group(3), entry.group(4).strip()));
      }
    }
    return entries;
  }

  @Override
  public void close() {
    configure("alter system reset log_statement", "alter system reset log_line_prefix");
  }

  /** A server's log may reach us late, so we wait for a statement of our own to be in it. */
  private String settled() {
    String mark = mark();
    Awaitility.await("the log").atMost(TIME_TO_WRITE).until(() -> server.logged().contains(mark));
    return server.logged();
  }

  private boolean hears() {
    String mark = mark();
    return server.logged().contains(mark);
  }

  private String mark() {
    String mark = "mark " + UUID.randomUUID();
    run("select '%s'".formatted(mark));
    return mark;
  }

  private void configure(String... changes) {
    for (String change : changes) {
      run(change);
    }
    run("select pg_reload_conf()");
  }

  private void run(String sql) {
    try (Connection connection = server.superuser(PostgresServer.SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /**
   * A statement that was asked for.
   *
   * @param transaction the same for all statements of one transaction
   */
  public record Entry(String role, String database, String transaction, String sql) {

    /** Whether it only begins or ends a transaction. */
    public boolean isTransactionControl() {
      return sql.matches("(?is)(begin|commit|start transaction|rollback).*");
    }
  }
}
