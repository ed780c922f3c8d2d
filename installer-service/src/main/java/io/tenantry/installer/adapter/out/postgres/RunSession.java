package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.adapter.out.postgres.RunRegister.Attempt;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.messaging.crash.CrashPoints;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The part of a run that foreign code takes part in. What came of it is never told by the module's
 * session, only by the platform's record after that session has ended.
 */
final class RunSession {

  private static final String TAKEN_OVER = "TN003";
  private static final Duration TIME_TO_END = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Servers servers;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;
  private final Run run;
  private final RunWork work;
  private final RunRegister register;

  RunSession(
      Servers servers,
      InstallerSettings.Migrations limits,
      CrashPoints crashPoints,
      Run run,
      RunWork work,
      RunRegister register) {
    this.servers = servers;
    this.limits = limits;
    this.crashPoints = crashPoints;
    this.run = run;
    this.work = work;
    this.register = register;
  }

  /**
   * Runs scripts in one transaction.
   *
   * @param isLast whether nothing of the run follows
   */
  Outcome perform(String role, String password, List<Script> scripts, boolean isLast)
      throws SQLException {
    Optional<SessionTrouble> trouble = tryInSession(role, password, scripts, isLast);
    if (trouble.isEmpty()) {
      return new Outcome.Applied(scripts.size());
    }
    Optional<Outcome> recorded = RunOutcomes.of(run, attemptAfterItsEnd());
    return recorded.isPresent() ? recorded.get() : trouble.get().outcome();
  }

  private Optional<SessionTrouble> tryInSession(
      String role, String password, List<Script> scripts, boolean isLast) throws SQLException {
    try (ModuleSession session =
            new ModuleSession(servers.module(run.database(), role, password, sessionOptions()));
        Watchdog watchdog =
            Watchdog.over(
                session.backend(), limits.runTimeout(), () -> servers.platform(run.database()))) {
      try {
        String transaction = session.begin();
        crashPoints.reach(DatabasePoint.MODULE_TRANSACTION_BEGUN);
        if (!register.pin(transaction)) {
          return Optional.of(SessionTrouble.fencedOut());
        }
        crashPoints.reach(DatabasePoint.MODULE_TRANSACTION_PINNED);
        work.execute(session, scripts);
        if (isLast) {
          work.conclude(session);
        }
        crashPoints.reach(DatabasePoint.SCRIPTS_RUN);
        session.finish(run.id());
        crashPoints.reach(DatabasePoint.MODULE_TRANSACTION_COMMITTED);
        return Optional.empty();
      } catch (ScriptFailed e) {
        return Optional.of(
            watchdog.hasBitten() ? SessionTrouble.tooLong(limits) : SessionTrouble.of(e));
      } catch (InvalidValue e) {
        return Optional.of(SessionTrouble.of(e.getMessage(), Optional.empty()));
      } catch (SQLException e) {
        return Optional.of(
            watchdog.hasBitten() ? SessionTrouble.tooLong(limits) : troubleAround(e));
      }
    }
  }

  /** Something failed that is no script: the beginning, the grants, or the end. */
  private SessionTrouble troubleAround(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (TAKEN_OVER.equals(state)) {
      return SessionTrouble.fencedOut();
    }
    return Transience.ofScript(e)
        ? SessionTrouble.lost(e)
        : SessionTrouble.of(e.getMessage(), Optional.of(state));
  }

  /** The server may need a moment to notice that a session has gone. */
  private Attempt attemptAfterItsEnd() throws SQLException {
    long end = System.nanoTime() + TIME_TO_END.toNanos();
    Attempt attempt = register.readPart();
    while (attempt == Attempt.GOING_ON && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      attempt = register.readPart();
    }
    return attempt;
  }

  private String sessionOptions() {
    return "-c search_path=%s,public,pg_temp -c lock_timeout=%d -c statement_timeout=%d"
        .formatted(
            run.module(), limits.lockTimeout().toMillis(), limits.statementTimeout().toMillis());
  }
}
