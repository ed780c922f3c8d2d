package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.messaging.crash.CrashPoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The part of a run that is one script outside a transaction, such as {@code CREATE INDEX
 * CONCURRENTLY}. The platform writes down that it begins, and, when the module's sessions are over,
 * that it is done. In between nobody knows, and whoever comes next takes it back first.
 *
 * <p>Meanwhile the platform holds no transaction in the database, because such a statement waits
 * for all that are older.
 */
final class LoneScript {

  private final Servers servers;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;
  private final Run run;
  private final RunWork work;
  private final Connection platform;
  private final BegunScripts begun;

  LoneScript(
      Servers servers,
      InstallerSettings.Migrations limits,
      CrashPoints crashPoints,
      Run run,
      RunWork work,
      Connection platform) {
    this.servers = servers;
    this.limits = limits;
    this.crashPoints = crashPoints;
    this.run = run;
    this.work = work;
    this.platform = platform;
    this.begun = new BegunScripts(platform, run);
  }

  /** Runs it; what it did is not in the history yet. */
  Outcome perform(String role, String password, Script script) throws SQLException {
    Optional<SessionTrouble> trouble = tryInSession(role, password, script);
    return trouble.isEmpty() ? new Outcome.Applied(1) : trouble.get().outcome();
  }

  private Optional<SessionTrouble> tryInSession(String role, String password, Script script)
      throws SQLException {
    try (ModuleSession session =
            new ModuleSession(servers.module(run.database(), role, password, sessionOptions()));
        Watchdog watchdog =
            Watchdog.over(
                session.backend(), limits.runTimeout(), () -> servers.platform(run.database()))) {
      if (!begun.begin()) {
        return Optional.of(SessionTrouble.fencedOut());
      }
      crashPoints.reach(LonePoint.LONE_SCRIPT_BEGUN);
      try {
        work.executeAlone(session, script);
      } catch (ScriptFailed e) {
        return Optional.of(
            watchdog.hasBitten() ? SessionTrouble.tooLong(limits) : SessionTrouble.of(e));
      } catch (InvalidValue e) {
        return Optional.of(SessionTrouble.of(e.getMessage(), Optional.empty()));
      }
      crashPoints.reach(LonePoint.LONE_SCRIPT_RUN);
      return Optional.empty();
    }
  }

  /** Writes down that it is done, when nobody is left who could still do something. */
  Outcome end(ModuleRole role, RunRegister register) throws SQLException {
    if (!role.exclude()) {
      return new Outcome.FencedOut();
    }
    Optional<Outcome> known = RunOutcomes.of(run, register.readPart());
    crashPoints.reach(LonePoint.LONE_SCRIPT_ENDED);
    if (known.isPresent()) {
      return known.get();
    }
    platform.setAutoCommit(false);
    boolean ours = begun.mayEnd();
    if (ours) {
      begun.end();
    }
    crashPoints.reach(LonePoint.LONE_SCRIPT_WRITTEN);
    platform.commit();
    crashPoints.reach(LonePoint.LONE_SCRIPT_COMMITTED);
    platform.setAutoCommit(true);
    return ours ? new Outcome.Applied(1) : new Outcome.FencedOut();
  }

  /**
   * Waiting for older transactions is waiting for locks, and the script can lift nothing by itself;
   * so the watchdog alone limits it.
   */
  private String sessionOptions() {
    return "-c search_path=%s,public,pg_temp -c lock_timeout=0 -c statement_timeout=0"
        .formatted(run.module());
  }
}
