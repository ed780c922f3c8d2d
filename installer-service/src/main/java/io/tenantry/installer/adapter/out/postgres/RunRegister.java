package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
  void prepare(String moduleRole, Optional<Pending> pending) throws SQLException {
    String sql =
        """
        insert into tenantry.run as r (id, module, schema_name, fence, module_role, state)
        values (?, ?, ?, ?, ?, 'PREPARED')
        on conflict (id) do update
        set fence = excluded.fence, state = 'PREPARED', xid = null,
          changed_at = clock_timestamp()
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setString(2, run.module().value());
      statement.setString(3, run.module().value());
      statement.setLong(4, run.fence());
      statement.setString(5, moduleRole);
      statement.executeUpdate();
    }
    if (pending.isPresent()) {
      prepareScripts(pending.get());
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
    Attempt first = look();
    return first == Attempt.BROKEN_OUT ? look() : first;
  }

  private Attempt look() throws SQLException {
    String sql = "select state, pg_xact_status(xid) from tenantry.run where id = ?";
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Attempt.of(row.getString(1), row.getString(2)) : Attempt.NOTHING_DONE;
      }
    }
  }

  private void prepareScripts(Pending pending) throws SQLException {
    List<Script> scripts = pending.scripts();
    String sql =
        """
        with forgotten as (delete from tenantry.run_script where run_id = ?)
        insert into tenantry.run_script
          (run_id, installed_rank, version, description, script, checksum)
        select ?, ? - 1 + s.position, s.version, s.description, s.script, s.checksum
        from unnest(?::text[], ?::text[], ?::text[], ?::int[]) with ordinality
          as s (version, description, script, checksum, position)
        on conflict (run_id, installed_rank) do update
        set version = excluded.version, description = excluded.description,
          script = excluded.script, checksum = excluded.checksum
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setObject(2, run.id());
      statement.setInt(3, pending.firstRank());
      statement.setArray(4, texts(scripts.stream().map(one -> one.version().toString()).toList()));
      statement.setArray(5, texts(scripts.stream().map(Script::description).toList()));
      statement.setArray(6, texts(scripts.stream().map(Script::fileName).toList()));
      statement.setArray(
          7, platform.createArrayOf("int", scripts.stream().map(Script::checksum).toArray()));
      statement.executeUpdate();
    }
  }

  private java.sql.Array texts(List<String> values) throws SQLException {
    return platform.createArrayOf("text", values.toArray());
  }

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
