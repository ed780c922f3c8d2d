package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.RunRegister.Attempt;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.messaging.crash.CrashPoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to change a module's schema.
 *
 * <ol>
 *   <li>The module's role is locked out and its sessions are ended, so that nobody is in the way.
 *   <li>One transaction of the platform's raises the fence, reads what came of an earlier attempt,
 *       writes the run with the history's rows to be, and lets the role in.
 *   <li>The module's session does its work, see {@link RunSession}.
 *   <li>The role is locked out again.
 * </ol>
 */
final class RunAttempt {

  private static final Duration LOGIN_MARGIN = Duration.ofMinutes(1);

  private final Servers servers;
  private final RuntimeSecrets secrets;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;
  private final Run run;
  private final RunWork work;

  RunAttempt(
      Servers servers,
      RuntimeSecrets secrets,
      InstallerSettings.Migrations limits,
      CrashPoints crashPoints,
      Run run,
      RunWork work) {
    this.servers = servers;
    this.secrets = secrets;
    this.limits = limits;
    this.crashPoints = crashPoints;
    this.run = run;
    this.work = work;
  }

  Outcome perform() {
    try (Connection platform = servers.platform(run.database())) {
      ModuleRole role = new ModuleRole(platform, run);
      RunRegister register = new RunRegister(platform, run);
      boolean roleExists = role.exists();
      if (roleExists && !role.exclude()) {
        return new Outcome.FencedOut();
      }
      crashPoints.reach(DatabasePoint.MODULE_ROLE_EXCLUDED);
      new RuntimeRole(platform, run).ensure(secrets);
      crashPoints.reach(DatabasePoint.RUNTIME_ROLE_MADE);
      platform.setAutoCommit(false);
      Preparation preparation = prepare(platform, role, roleExists, register);
      crashPoints.reach(DatabasePoint.RUN_WRITTEN);
      platform.commit();
      crashPoints.reach(DatabasePoint.RUN_COMMITTED);
      platform.setAutoCommit(true);
      return preparation.outcome().isPresent()
          ? preparation.outcome().get()
          : execute(role, register, preparation);
    } catch (SQLException e) {
      throw Trouble.in(run, e);
    }
  }

  private Preparation prepare(
      Connection platform, ModuleRole role, boolean roleExists, RunRegister register)
      throws SQLException {
    Optional<Attempt> earlier = register.enter();
    if (earlier.isEmpty()) {
      return Preparation.over(new Outcome.FencedOut());
    }
    Optional<Outcome> known = RunOutcomes.of(run, earlier.get());
    if (known.isPresent()) {
      return Preparation.over(known.get());
    }
    Optional<Outcome> nothingToTakeBack = nothingToTakeBack(register);
    if (nothingToTakeBack.isPresent()) {
      return Preparation.over(nothingToTakeBack.get());
    }
    HistoryTable history = new HistoryTable(platform, run.database(), run.module());
    boolean schemaExists = history.exists();
    MigrationPlan plan = work.plan(schemaExists ? history.applied() : List.of());
    if (plan instanceof Drift drift) {
      return Preparation.over(new Outcome.Drifted(drift));
    }
    if (schemaExists && !work.isNeeded(plan)) {
      return Preparation.over(new Outcome.Applied(0));
    }
    if (!roleExists) {
      role.create();
    }
    if (!schemaExists) {
      history.create(role.name());
      new RuntimeRole(platform, run).admit();
    }
    role.grantDependencies();
    register.prepare(role.name(), work.isRecorded() ? Optional.of(plan) : Optional.empty());
    return Preparation.ready(
        role.admit(limits.runTimeout().plus(LOGIN_MARGIN)),
        plan instanceof Reversal back ? back.scripts() : ((Pending) plan).scripts());
  }

  /** What is known when the run that this one takes back did nothing, or broke out. */
  private Optional<Outcome> nothingToTakeBack(RunRegister register) throws SQLException {
    if (work.takesBack().isEmpty()) {
      return Optional.empty();
    }
    Attempt taken = register.read(work.takesBack().get());
    return switch (taken) {
      case NOTHING_DONE -> Optional.of(new Outcome.Applied(0));
      case DONE -> Optional.empty();
      case BROKEN_OUT, GOING_ON -> RunOutcomes.of(run, taken);
    };
  }

  private Outcome execute(ModuleRole role, RunRegister register, Preparation preparation)
      throws SQLException {
    try {
      return new RunSession(servers, limits, crashPoints, run, work, register)
          .perform(role.name(), preparation.password(), preparation.scripts());
    } finally {
      role.dismiss();
      crashPoints.reach(DatabasePoint.MODULE_ROLE_DISMISSED);
    }
  }

  /** Either everything is known already, or the role may log in and do what is pending. */
  private record Preparation(Optional<Outcome> outcome, String password, List<Script> scripts) {

    static Preparation over(Outcome outcome) {
      return new Preparation(Optional.of(outcome), "", List.of());
    }

    static Preparation ready(String password, List<Script> scripts) {
      return new Preparation(Optional.empty(), password, scripts);
    }
  }
}
