package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.RunRegister.Attempt;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.migration.History;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.Segment;
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
 *
 * What runs outside a transaction divides the work into parts, each of which goes through all of
 * this; a script that runs alone has {@link LoneScript} in the place of the session.
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
      return performParts(platform, role, roleExists, register);
    } catch (SQLException e) {
      throw Trouble.in(run, e);
    }
  }

  private Outcome performParts(
      Connection platform, ModuleRole role, boolean roleExists, RunRegister register)
      throws SQLException {
    int scripts = 0;
    while (true) {
      platform.setAutoCommit(false);
      Preparation preparation = prepare(platform, role, roleExists || scripts > 0, register);
      crashPoints.reach(DatabasePoint.RUN_WRITTEN);
      platform.commit();
      crashPoints.reach(DatabasePoint.RUN_COMMITTED);
      platform.setAutoCommit(true);
      if (preparation.outcome().isPresent()) {
        return preparation.outcome().get();
      }
      Outcome outcome = execute(platform, role, register, preparation);
      if (!(outcome instanceof Outcome.Applied applied)) {
        return outcome;
      }
      scripts += applied.scripts();
      if (preparation.isLast()) {
        return new Outcome.Applied(scripts);
      }
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
    return known.isPresent()
        ? Preparation.over(known.get())
        : plan(platform, role, roleExists, register, earlier.get() == Attempt.PARTLY_DONE);
  }

  private Preparation plan(
      Connection platform,
      ModuleRole role,
      boolean roleExists,
      RunRegister register,
      boolean goesOn)
      throws SQLException {
    HistoryTable table = new HistoryTable(platform, run.database(), run.module());
    boolean schemaExists = table.exists();
    History history =
        schemaExists && work.touchesHistory()
            ? table.read(new BegunScripts(platform, run).read())
            : History.NONE;
    Optional<Outcome> nothing = goesOn ? Optional.empty() : nothingToTakeBack(register, history);
    if (nothing.isPresent()) {
      return Preparation.over(nothing.get());
    }
    MigrationPlan plan = work.plan(history);
    if (plan instanceof Drift drift) {
      return Preparation.over(new Outcome.Drifted(drift));
    }
    if (schemaExists && !goesOn && !work.isNeeded(plan)) {
      return Preparation.over(new Outcome.Applied(0));
    }
    makeRoom(platform, role, roleExists, table, schemaExists);
    List<Segment> parts = Segment.of(work.changes(plan));
    register.prepare(role.name(), parts.size() > 1);
    if (work.touchesHistory()) {
      register.prepareHistory(parts.get(0));
    }
    return Preparation.ready(
        role.admit(limits.runTimeout().plus(LOGIN_MARGIN)), parts.get(0), parts.size() == 1);
  }

  /** Makes sure of the role and the schema, one of which somebody else may have made. */
  private void makeRoom(
      Connection platform,
      ModuleRole role,
      boolean roleExists,
      HistoryTable table,
      boolean schemaExists)
      throws SQLException {
    if (!roleExists) {
      role.create();
    }
    if (!schemaExists) {
      table.create(role.name());
    } else if (!roleExists) {
      table.open(role.name());
    }
    if (!schemaExists || !roleExists) {
      new RuntimeRole(platform, run).admit();
    }
    role.grantDependencies();
  }

  /** What is known when the run that this one takes back did nothing, or broke out. */
  private Optional<Outcome> nothingToTakeBack(RunRegister register, History history)
      throws SQLException {
    if (work.takesBack().isEmpty()) {
      return Optional.empty();
    }
    Attempt taken = register.read(work.takesBack().get());
    return switch (taken) {
      case NOTHING_DONE ->
          Optional.<Outcome>of(new Outcome.Applied(0)).filter(nothing -> history.begun().isEmpty());
      case DONE, PARTLY_DONE -> Optional.empty();
      case BROKEN_OUT, GOING_ON -> RunOutcomes.of(run, taken);
    };
  }

  private Outcome execute(
      Connection platform, ModuleRole role, RunRegister register, Preparation preparation)
      throws SQLException {
    Segment part = preparation.part();
    LoneScript alone = new LoneScript(servers, limits, crashPoints, run, work, platform);
    Outcome outcome;
    try {
      outcome =
          part.transactional()
              ? new RunSession(servers, limits, crashPoints, run, work, register)
                  .perform(
                      role.name(), preparation.password(), part.scripts(), preparation.isLast())
              : alone.perform(role.name(), preparation.password(), part.scripts().get(0));
    } finally {
      role.dismiss();
      crashPoints.reach(DatabasePoint.MODULE_ROLE_DISMISSED);
    }
    return part.transactional() || !(outcome instanceof Outcome.Applied)
        ? outcome
        : alone.end(role, register);
  }

  /**
   * Either everything is known already, or the role may log in and do what is pending.
   *
   * @param part what is done now
   * @param isLast whether nothing follows it
   */
  private record Preparation(
      Optional<Outcome> outcome, String password, Segment part, boolean isLast) {

    static Preparation over(Outcome outcome) {
      return new Preparation(Optional.of(outcome), "", new Segment(List.of(), true), true);
    }

    static Preparation ready(String password, Segment part, boolean isLast) {
      return new Preparation(Optional.empty(), password, part, isLast);
    }
  }
}
