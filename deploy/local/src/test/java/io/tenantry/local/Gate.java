package io.tenantry.local;

import static org.awaitility.Awaitility.await;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Holds up the scripts of a {@link GatedModule} in a database, until it is opened. */
final class Gate implements AutoCloseable {

  /** What a script does to pass; it waits for as long as it takes. */
  static final String PASS =
      "set local lock_timeout = 0; select pg_advisory_xact_lock_shared(4711);";

  private static final String VISITORS =
      "select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'";

  private final Connection holder;

  private Gate(Connection holder) {
    this.holder = holder;
  }

  static Gate closedIn(PostgresServer server, String database) {
    try {
      Connection holder = server.superuser(database);
      try (Statement statement = holder.createStatement()) {
        statement.execute("select pg_advisory_lock(4711)");
      }
      return new Gate(holder);
    } catch (SQLException e) {
      throw new IllegalStateException("the gate in " + database + " cannot be closed", e);
    }
  }

  /** Waits until a script waits that is none of these; answers the processes of those that do. */
  List<Integer> awaitVisitorsBeside(List<Integer> earlier) {
    return await("a script waits at the gate")
        .atMost(Limits.WALK)
        .until(this::visitors, waiting -> !earlier.containsAll(waiting));
  }

  private List<Integer> visitors() throws SQLException {
    try (Statement statement = holder.createStatement();
        ResultSet rows = statement.executeQuery(VISITORS)) {
      List<Integer> waiting = new ArrayList<>();
      while (rows.next()) {
        waiting.add(rows.getInt(1));
      }
      return waiting;
    }
  }

  /** Lets everybody through. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the gate cannot be opened", e);
    }
  }
}
