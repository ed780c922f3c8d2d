package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.Change;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.migration.Segment;
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

  /**
   * Writes that a part of the run begins.
   *
   * @param more whether other parts follow
   */
  void prepare(String moduleRole, boolean more) throws SQLException {
    String sql =
        """
        insert into tenantry.run as r (id, module, schema_name, fence, module_role, more, state)
        values (?, ?, ?, ?, ?, ?, 'PREPARED')
        on conflict (id) do update
        set fence = excluded.fence, undoes = false, more = excluded.more, state = 'PREPARED',
          xid = null, changed_at = clock_timestamp()
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setString(2, run.module().value());
      statement.setString(3, run.module().value());
      statement.setLong(4, run.fence());
      statement.setString(5, moduleRole);
      statement.setBoolean(6, more);
      statement.executeUpdate();
    }
  }

  /** Writes the rows that the history gets with a part, and those that it loses. */
  void prepareHistory(Segment part) throws SQLException {
    prepareScripts(rows(part));
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
    return standing(id).whole();
  }

  /** What came of the part that was tried last, whatever was done before it or is to follow. */
  Attempt readPart() throws SQLException {
    return standing(run.id()).part();
  }

  private Standing standing(UUID id) throws SQLException {
    Standing first = look(id);
    return first.part() == Attempt.BROKEN_OUT ? look(id) : first;
  }

  private Standing look(UUID id) throws SQLException {
    String sql =
        """
        select state, pg_xact_status(xid), xid is null, parts_done > 0, more,
          exists (
            select from pg_stat_activity
            where usename = module_role and datname = current_database())
        from tenantry.run where id = ?
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new Standing(Attempt.NOTHING_DONE, false, false);
        }
        Attempt part =
            row.getBoolean(3)
                ? Attempt.outsideTransaction(row.getString(1), row.getBoolean(6))
                : Attempt.of(row.getString(1), row.getString(2));
        return new Standing(part, row.getBoolean(4), row.getBoolean(5));
      }
    }
  }

  private static List<Row> rows(Segment part) {
    List<Row> rows = new ArrayList<>();
    for (Change change : part.changes()) {
      change.adds().ifPresent(one -> rows.add(new Row(one, false)));
      change.forgets().forEach(one -> rows.add(new Row(one, true)));
    }
    return rows;
  }

  private void prepareScripts(List<Row> rows) throws SQLException {
    String sql =
        """
        with forgotten as (delete from tenantry.run_script where run_id = ?)
        insert into tenantry.run_script
          (run_id, installed_rank, version, description, script, checksum, forgotten)
        select ?, s.rank, s.version, s.description, s.script, s.checksum, s.forgotten
        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::boolean[])
          as s (rank, version, description, script, checksum, forgotten)
        on conflict (run_id, installed_rank) do update
        set version = excluded.version, description = excluded.description,
          script = excluded.script, checksum = excluded.checksum, forgotten = excluded.forgotten
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setObject(2, run.id());
      statement.setArray(3, array("int", rows.stream().map(row -> row.of().rank())));
      statement.setArray(4, array("text", rows.stream().map(Row::version)));
      statement.setArray(5, array("text", rows.stream().map(row -> row.of().description())));
      statement.setArray(6, array("text", rows.stream().map(row -> row.of().script())));
      statement.setArray(7, array("int", rows.stream().map(Row::checksum)));
      statement.setArray(8, array("boolean", rows.stream().map(Row::forgotten)));
      statement.executeUpdate();
    }
  }

  private java.sql.Array array(String type, Stream<?> values) throws SQLException {
    return platform.createArrayOf(type, values.toArray());
  }

  /**
   * What came of a part of a run.
   *
   * @param before whether another part was done before it
   * @param after whether another part is to follow
   */
  private record Standing(Attempt part, boolean before, boolean after) {

    Attempt whole() {
      boolean partly = part == Attempt.DONE && after || part == Attempt.NOTHING_DONE && before;
      return partly ? Attempt.PARTLY_DONE : part;
    }
  }

  /** A row that the history gets, or that it loses. */
  private record Row(AppliedScript of, boolean forgotten) {

    String version() {
      return of.version().map(ScriptVersion::toString).orElse(null);
    }

    int checksum() {
      return of.checksum().orElseThrow();
    }
  }

  /** What came of an attempt. */
  enum Attempt {
    /** There was none, or its transaction was rolled back. */
    NOTHING_DONE,
    /** Its transaction was committed, with everything in it. */
    DONE,
    /** Some of its parts are done, others are not. */
    PARTLY_DONE,
    /** A script committed by itself. */
    BROKEN_OUT,
    /** Its transaction is not over. */
    GOING_ON;

    /**
     * Of a part that did not begin, or that is no transaction. What the latter has done is not told
     * here, but by {@link BegunScripts}.
     */
    static Attempt outsideTransaction(String state, boolean goesOn) {
      if (state.equals("DONE")) {
        return DONE;
      }
      return state.equals("RUNNING") && goesOn ? GOING_ON : NOTHING_DONE;
    }

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
