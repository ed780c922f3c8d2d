package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.SQLException;
import java.util.List;

/** What a run does inside its transaction. */
sealed interface RunWork {

  /** What has to run, seen from what was applied before. */
  MigrationPlan plan(List<AppliedScript> history);

  /** Whether the history will tell about the scripts. */
  boolean isRecorded();

  void execute(ModuleSession session, List<Script> scripts) throws ScriptFailed, SQLException;

  /** Versioned scripts, and the grants on what is there afterwards. */
  record Migrating(
      ModuleName module, List<ModuleName> dependencies, List<Script> scripts, Grants grants)
      implements RunWork {

    @Override
    public MigrationPlan plan(List<AppliedScript> history) {
      return MigrationPlan.of(scripts, history);
    }

    @Override
    public boolean isRecorded() {
      return true;
    }

    @Override
    public void execute(ModuleSession session, List<Script> pending)
        throws ScriptFailed, SQLException {
      for (Script script : pending) {
        session.run(script, script.runnable(dependencies));
      }
      session.send("set local search_path = pg_catalog, pg_temp");
      session.send(RuntimeGrants.sql(module.value(), module + "_app", grants));
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
    public boolean isRecorded() {
      return false;
    }

    @Override
    public void execute(ModuleSession session, List<Script> pending)
        throws ScriptFailed, SQLException {
      session.send(
          "select pg_catalog.set_config('tenantry.parameters', %s, true)"
              .formatted(Sql.literal(parameters)));
      for (Script script : pending) {
        session.run(script, script.runnable(dependencies));
      }
    }
  }
}
