package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.SetupBack;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a run does inside its transaction. */
sealed interface RunWork {

  /** What has to run, seen from what was applied before. */
  MigrationPlan plan(List<AppliedScript> history);

  /** Whether anything has to be done at all in a schema that exists. */
  boolean isNeeded(MigrationPlan plan);

  /** The run that this one takes back; when it committed nothing, nothing is done. */
  default Optional<UUID> takesBack() {
    return Optional.empty();
  }

  /** Whether the history will tell about the scripts. */
  boolean isRecorded();

  void execute(ModuleSession session, List<Script> scripts) throws ScriptFailed, SQLException;

  /** Versioned scripts, and the grants on what is there afterwards. */
  record Migrating(
      ModuleName module,
      List<ModuleName> dependencies,
      List<Script> scripts,
      Grants grants,
      Manner manner)
      implements RunWork {

    @Override
    public MigrationPlan plan(List<AppliedScript> history) {
      return manner.isShared()
          ? MigrationPlan.ofShared(scripts, history)
          : MigrationPlan.of(scripts, history);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return manner.grantsAlways() || !((Pending) plan).scripts().isEmpty();
    }

    @Override
    public boolean isRecorded() {
      return true;
    }

    @Override
    public void execute(ModuleSession session, List<Script> pending)
        throws ScriptFailed, SQLException {
      run(session, pending, dependencies);
      grant(session, module, manner.grantsAfresh(), List.of(grants));
    }
  }

  /** Undo scripts of versioned scripts, and the former grants. */
  record GoingBack(ModuleName module, List<ModuleName> dependencies, WayBack way)
      implements RunWork {

    @Override
    public MigrationPlan plan(List<AppliedScript> history) {
      return MigrationPlan.back(way.kept(), way.undo(), history);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return way.forward().isPresent() || !((Reversal) plan).scripts().isEmpty();
    }

    @Override
    public Optional<UUID> takesBack() {
      return way.forward();
    }

    @Override
    public boolean isRecorded() {
      return true;
    }

    @Override
    public void execute(ModuleSession session, List<Script> scripts)
        throws ScriptFailed, SQLException {
      run(session, scripts, dependencies);
      grant(session, module, true, way.grants());
    }
  }

  /** Setup scripts, which see the parameters. */
  record SettingUp(List<ModuleName> dependencies, List<Script> scripts, String parameters)
      implements RunWork {

    @Override
    public MigrationPlan plan(List<AppliedScript> history) {
      return new Pending(scripts, 1);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return true;
    }

    @Override
    public boolean isRecorded() {
      return false;
    }

    @Override
    public void execute(ModuleSession session, List<Script> pending)
        throws ScriptFailed, SQLException {
      setParameters(session, parameters);
      run(session, pending, dependencies);
    }
  }

  /** Undo scripts of a setup, and the former setup. */
  record SettingUpAsBefore(List<ModuleName> dependencies, SetupBack way) implements RunWork {

    @Override
    public MigrationPlan plan(List<AppliedScript> history) {
      List<Script> scripts = new ArrayList<>(way.undo());
      scripts.addAll(way.formerScripts());
      return new Pending(scripts, 1);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return true;
    }

    @Override
    public Optional<UUID> takesBack() {
      return Optional.of(way.forward());
    }

    @Override
    public boolean isRecorded() {
      return false;
    }

    @Override
    public void execute(ModuleSession session, List<Script> all) throws ScriptFailed, SQLException {
      List<Script> lastFirst = new ArrayList<>(way.undo());
      Collections.reverse(lastFirst);
      setParameters(session, way.parameters());
      run(session, lastFirst, dependencies);
      setParameters(session, way.formerParameters());
      run(session, way.formerScripts(), dependencies);
    }
  }

  private static void run(
      ModuleSession session, List<Script> scripts, List<ModuleName> dependencies)
      throws ScriptFailed {
    for (Script script : scripts) {
      session.run(script, script.runnable(dependencies));
    }
  }

  private static void setParameters(ModuleSession session, String parameters) throws SQLException {
    session.send(
        "select pg_catalog.set_config('tenantry.parameters', %s, true)"
            .formatted(Sql.literal(parameters)));
  }

  private static void grant(
      ModuleSession session, ModuleName module, boolean afresh, List<Grants> grants)
      throws SQLException {
    session.send("set local search_path = pg_catalog, pg_temp");
    String role = RuntimeRole.nameFor(module);
    if (afresh) {
      session.send(RuntimeGrants.none(module.value(), role));
    }
    for (Grants one : grants) {
      session.send(RuntimeGrants.sql(module.value(), role, one));
    }
  }
}
