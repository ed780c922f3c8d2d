package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;

/**
 * The session in which a module's scripts run. Each script goes to the server as it is, in one
 * message; rows that it selects are thrown away as they come.
 */
final class ModuleSession implements AutoCloseable {

  private static final int FLAGS =
      QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_NO_RESULTS
          | QueryExecutor.QUERY_SUPPRESS_BEGIN;

  private final PgConnection connection;

  ModuleSession(Connection connection) throws SQLException {
    this.connection = connection.unwrap(PgConnection.class);
  }

  int backend() {
    return ((PGConnection) connection).getBackendPID();
  }

  /** Begins the transaction and answers its id. */
  String begin() throws SQLException {
    send("begin");
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_catalog.pg_current_xact_id()")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Runs a script. */
  void run(Script script, String content) throws ScriptFailed {
    Progress progress = new Progress();
    try {
      send(content, progress);
    } catch (SQLException e) {
      throw new ScriptFailed(ScriptErrors.describe(script, content, progress.completed(), e), e);
    }
  }

  /** Runs something of the platform's. */
  void send(String sql) throws SQLException {
    send(sql, new Progress());
  }

  /** Checks what was deferred, has the run recorded, and commits. */
  void finish(UUID run) throws SQLException {
    send("set constraints all immediate; select tenantry.finish_run('%s'); commit".formatted(run));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void send(String sql, Progress progress) throws SQLException {
    QueryExecutor executor = connection.getQueryExecutor();
    Query query = executor.createQuery(sql, false, false).query;
    executor.execute(query, null, progress, 0, 0, FLAGS);
  }

  /** A script failed. */
  static final class ScriptFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ScriptFailure failure;

    ScriptFailed(ScriptFailure failure, SQLException cause) {
      super(cause);
      this.failure = failure;
    }

    ScriptFailure failure() {
      return failure;
    }

    /** Whether the session is gone, rather than the script wrong. */
    boolean lostSession() {
      return Transience.ofScript((SQLException) getCause());
    }
  }

  /** Counts the statements of a script that completed. */
  private static final class Progress extends ResultHandlerBase {

    private int completed;

    int completed() {
      return completed;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
      completed++;
    }

    @Override
    public void handleResultRows(
        Query query, Field[] fields, java.util.List<Tuple> tuples, ResultCursor cursor) {
      completed++;
    }
  }
}
