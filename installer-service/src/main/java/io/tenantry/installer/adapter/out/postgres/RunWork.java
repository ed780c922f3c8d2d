package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.SetupBack;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.migration.Change;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.History;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a run does inside its transaction. */
sealed interface RunWork {

  /** Whether what was applied before matters to it, and the history will tell of it. */
  default boolean touchesHistory() {
    return true;
  }

  /** What has to run, seen from what was applied before. */
  MigrationPlan plan(History history);

  /** Whether anything has to be done at all in a schema that exists. */
  boolean isNeeded(MigrationPlan plan);

  /** The run that this one takes back; when it committed nothing, nothing is done. */
  default Optional<UUID> takesBack() {
    return Optional.empty();
  }

  /** Its scripts, with what the history will say of them. */
  default List<Change> changes(MigrationPlan plan) {
    return plan.changes();
  }

  /** Runs one script outside a transaction. */
  default void executeAlone(ModuleSession session, Script script) throws ScriptFailed {
    throw new IllegalStateException(script.path() + " has to run in a transaction");
  }

  /** Runs scripts that share a transaction. */
  void execute(ModuleSession session, List<Script> scripts) throws ScriptFailed, SQLException;

  /** What is done after the last script, in its transaction. */
  default void conclude(ModuleSession session) throws SQLException {}

  /** Scripts that are new, and the grants on what is there afterwards. */
  record Migrating(ModuleName module, List<ModuleName> dependencies, Part part, Manner manner)
      implements RunWork {

    @Override
    public MigrationPlan plan(History history) {
      return manner.isShared()
          ? MigrationPlan.ofShared(part.scripts(), part.undo(), history, manner.isNewest())
          : MigrationPlan.of(part.scripts(), part.undo(), history);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return manner.grantsAlways() || !plan.changes().isEmpty();
    }

    @Override
    public void executeAlone(ModuleSession session, Script script) throws ScriptFailed {
      run(session, List.of(script), dependencies);
    }

    @Override
    public void execute(ModuleSession session, List<Script> pending) throws ScriptFailed {
      run(session, pending, dependencies);
    }

    @Override
    public void conclude(ModuleSession session) throws SQLException {
      grant(session, module, manner.grantsAfresh(), List.of(part.grants()));
    }
  }

  /** Undo scripts, former repeatable scripts, and the former grants. */
  record GoingBack(ModuleName module, List<ModuleName> dependencies, WayBack way)
      implements RunWork {

    @Override
    public MigrationPlan plan(History history) {
      return way.shared()
          .map(
              own ->
                  MigrationPlan.backShared(own, way.kept(), way.repeatable(), way.undo(), history))
          .orElseGet(() -> MigrationPlan.back(way.kept(), way.repeatable(), way.undo(), history));
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return way.forward().isPresent() || !plan.changes().isEmpty();
    }

    @Override
    public Optional<UUID> takesBack() {
      return way.forward();
    }

    @Override
    public void executeAlone(ModuleSession session, Script script) throws ScriptFailed {
      run(session, List.of(script), dependencies);
    }

    @Override
    public void execute(ModuleSession session, List<Script> scripts) throws ScriptFailed {
      run(session, scripts, dependencies);
    }

    @Override
    public void conclude(ModuleSession session) throws SQLException {
      grant(session, module, true, way.grants());
    }
  }

  /** Setup scripts, which see the parameters. */
  record SettingUp(List<ModuleName> dependencies, List<Script> scripts, String parameters)
      implements RunWork {

    @Override
    public MigrationPlan plan(History history) {
      return new Pending(scripts, 1);
    }

    @Override
    public boolean isNeeded(MigrationPlan plan) {
      return true;
    }

    @Override
    public boolean touchesHistory() {
      return false;
    }

    @Override
    public List<Change> changes(MigrationPlan plan) {
      return untold(plan);
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
    public MigrationPlan plan(History history) {
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
    public boolean touchesHistory() {
      return false;
    }

    @Override
    public List<Change> changes(MigrationPlan plan) {
      return untold(plan);
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

  private static List<Change> untold(MigrationPlan plan) {
    return ((Pending) plan).scripts().stream().map(Change::untold).toList();
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
