package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.ScriptVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The platform's record of scripts outside a transaction, {@code tenantry.begun_script}: it is
 * written before such a script begins, and what is there later is half done, or done and not told.
 */
final class BegunScripts {

  private static final String BEGIN =
      """
      with begun as (
        update tenantry.run set state = 'RUNNING', xid = null, changed_at = clock_timestamp()
        where id = ? and state = 'PREPARED' and fence = ?
        returning id, module),
      noted as (
        insert into tenantry.begun_script as b
          (module, script, run_id, installed_rank, version, description, checksum)
        select r.module, s.script, r.id, s.installed_rank, s.version, s.description, s.checksum
        from begun r join tenantry.run_script s on s.run_id = r.id and not s.forgotten
        on conflict (module, script) do update
        set run_id = excluded.run_id, installed_rank = excluded.installed_rank,
          version = excluded.version, description = excluded.description,
          checksum = excluded.checksum)
      select from begun
      """;

  /** Shares the fence, so that no younger worker can come before the end of the transaction. */
  private static final String MAY_END =
      """
      select from tenantry.run r join tenantry.fence f on f.module = r.module and f.value = r.fence
      where r.id = ? and r.state = 'RUNNING' and r.xid is null and r.fence = ?
      for share of f
      """;

  private final Connection platform;
  private final Run run;

  BegunScripts(Connection platform, Run run) {
    this.platform = platform;
    this.run = run;
  }

  /** Scripts of which nobody knows how they ended, whichever run began them. */
  List<AppliedScript> read() throws SQLException {
    String sql =
        """
        select installed_rank, version, description, script, checksum
        from tenantry.begun_script where module = ? order by installed_rank
        """;
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setString(1, run.module().value());
      try (ResultSet rows = statement.executeQuery()) {
        List<AppliedScript> begun = new ArrayList<>();
        while (rows.next()) {
          begun.add(
              new AppliedScript(
                  rows.getInt(1),
                  Optional.of(ScriptVersion.of(rows.getString(2))),
                  rows.getString(3),
                  "SQL",
                  rows.getString(4),
                  Optional.of(rows.getInt(5)),
                  false));
        }
        return begun;
      }
    }
  }

  /** Says that the prepared script begins; false when the run is not ours any more. */
  boolean begin() throws SQLException {
    return isOurs(BEGIN);
  }

  /** Whether the run is still ours and may end, in the current transaction. */
  boolean mayEnd() throws SQLException {
    return isOurs(MAY_END);
  }

  /** Writes what the script has done into the history, in the current transaction. */
  void end() throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("select tenantry.write_history(?)")) {
      statement.setObject(1, run.id());
      statement.execute();
    }
  }

  private boolean isOurs(String sql) throws SQLException {
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, run.id());
      statement.setLong(2, run.fence());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
