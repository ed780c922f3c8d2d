package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import io.tenantry.installer.domain.migration.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The platform's record of runs in a database, {@code tenantry.run}. */
final class RunRegister {

  private final Connection platform;
  private final Run run;

  RunRegister(Connection platform, Run run) {
    this.platform = platform;
    this.run = run;
  }

  /**
   * Raises the fence to this run's, which locks it until the transaction ends, and reads what came
   * of an earlier attempt.
   *
   * @return empty when a younger worker was here
   */
  Optional<Attempt> enter() throws SQLException {
    String sql =
        """
        insert into tenantry.fence as f (module, value) values (?, ?)
        on conflict (module) do update set value = excluded.value
        where f.value <= excluded.value
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setString(1, run.module().value());
      statement.setLong(2, run.fence());
      return statement.executeUpdate() == 1 ? Optional.of(read()) : Optional.empty();
    }
  }

  /** Writes the run and the history's rows to be. */
  void prepare(String moduleRole, Optional<MigrationPlan> plan) throws SQLException {
    String sql =
        """
        insert into tenantry.run as r (id, module, schema_name, fence, module_role, undoes, state)
        values (?, ?, ?, ?, ?, ?, 'PREPARED')
        on conflict (id) do update
        set fence = excluded.fence, undoes = excluded.undoes, state = 'PREPARED', xid = null,
          changed_at = clock_timestamp()
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setString(2, run.module().value());
      statement.setString(3, run.module().value());
      statement.setLong(4, run.fence());
      statement.setString(5, moduleRole);
      statement.setBoolean(6, plan.filter(Reversal.class::isInstance).isPresent());
      statement.executeUpdate();
    }
    if (plan.isPresent()) {
      prepareScripts(plan.get() instanceof Reversal back ? rows(back) : rows((Pending) plan.get()));
    }
  }

  /** Pins the transaction in which the run has to stay; false when the run is not ours any more. */
  boolean pin(String xid) throws SQLException {
    String sql =
        """
        update tenantry.run
        set xid = cast(? as xid8), state = 'RUNNING', changed_at = clock_timestamp()
        where id = ? and state = 'PREPARED' and fence = ?
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setString(1, xid);
      statement.setObject(2, run.id());
      statement.setLong(3, run.fence());
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * What came of the attempt. A statement sees the record as it was at its beginning and the
   * transaction's status as it is now; when the two contradict each other, the commit may have come
   * between, and another look decides.
   */
  Attempt read() throws SQLException {
    return read(run.id());
  }

  /** What came of the attempt at some run. */
  Attempt read(UUID id) throws SQLException {
    Attempt first = look(id);
    return first == Attempt.BROKEN_OUT ? look(id) : first;
  }

  private Attempt look(UUID id) throws SQLException {
    String sql = "select state, pg_xact_status(xid) from tenantry.run where id = ?";
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Attempt.of(row.getString(1), row.getString(2)) : Attempt.NOTHING_DONE;
      }
    }
  }

  private static List<Row> rows(Pending pending) {
    List<Row> rows = new ArrayList<>();
    for (Script one : pending.scripts()) {
      rows.add(
          new Row(
              pending.firstRank() + rows.size(),
              one.version().toString(),
              one.description(),
              one.fileName(),
              one.checksum()));
    }
    return rows;
  }

  private static List<Row> rows(Reversal back) {
    return back.forgotten().stream()
        .map(one -> new Row(one.rank(), one.version().toString(), "", one.script(), one.checksum()))
        .toList();
  }

  private void prepareScripts(List<Row> rows) throws SQLException {
    String sql =
        """
        with forgotten as (delete from tenantry.run_script where run_id = ?)
        insert into tenantry.run_script
          (run_id, installed_rank, version, description, script, checksum)
        select ?, s.rank, s.version, s.description, s.script, s.checksum
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[])
          as s (rank, version, description, script, checksum)
        on conflict (run_id, installed_rank) do update
        set version = excluded.version, description = excluded.description,
          script = excluded.script, checksum = excluded.checksum
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setObject(2, run.id());
      statement.setArray(3, array("int", rows.stream().map(Row::rank)));
      statement.setArray(4, array("text", rows.stream().map(Row::version)));
      statement.setArray(5, array("text", rows.stream().map(Row::description)));
      statement.setArray(6, array("text", rows.stream().map(Row::script)));
      statement.setArray(7, array("int", rows.stream().map(Row::checksum)));
      statement.executeUpdate();
    }
  }

  private java.sql.Array array(String type, Stream<?> values) throws SQLException {
    return platform.createArrayOf(type, values.toArray());
  }

  /** A row that the history gets, or that it loses. */
  private record Row(int rank, String version, String description, String script, int checksum) {}

  /** What came of an attempt. */
  enum Attempt {
    /** There was none, or its transaction was rolled back. */
    NOTHING_DONE,
    /** Its transaction was committed, with everything in it. */
    DONE,
    /** A script committed by itself. */
    BROKEN_OUT,
    /** Its transaction is not over. */
    GOING_ON;

    static Attempt of(String state, String xidStatus) {
      return switch (state) {
        case "NONE", "PREPARED" -> NOTHING_DONE;
        case "DONE" -> DONE;
        case "RUNNING" ->
            switch (xidStatus) {
              case "aborted" -> NOTHING_DONE;
              case "committed" -> BROKEN_OUT;
              default -> GOING_ON;
            };
        default -> throw new IllegalStateException("run in unknown state " + state);
      };
    }
  }
}
