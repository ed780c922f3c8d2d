package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.RunWork.GoingBack;
import io.tenantry.installer.adapter.out.postgres.RunWork.Migrating;
import io.tenantry.installer.adapter.out.postgres.RunWork.SettingUp;
import io.tenantry.installer.adapter.out.postgres.RunWork.SettingUpAsBefore;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs modules' scripts on PostgreSQL. */
@ApplicationScoped
class PostgresMigrator implements Migrator {

  private final Servers servers;
  private final RuntimeSecrets secrets;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;

  PostgresMigrator(
      Servers servers,
      RuntimeSecrets secrets,
      InstallerSettings settings,
      CrashPoints crashPoints) {
    this.servers = servers;
    this.secrets = secrets;
    this.limits = settings.migrations();
    this.crashPoints = crashPoints;
  }

  @Override
  public Outcome migrate(Run run, List<Script> scripts, Grants grants, Manner manner) {
    return perform(run, new Migrating(run.module(), run.dependencies(), scripts, grants, manner));
  }

  @Override
  public Outcome goBack(Run run, WayBack way) {
    return perform(run, new GoingBack(run.module(), run.dependencies(), way));
  }

  @Override
  public Outcome setUpAsBefore(Run run, SetupBack way) {
    return perform(run, new SettingUpAsBefore(run.dependencies(), way));
  }

  @Override
  public MigrationPlan plan(
      DatabaseRef database, ModuleName module, List<Script> scripts, Manner manner) {
    try (Connection platform = servers.platform(database)) {
      HistoryTable history = new HistoryTable(platform, database, module);
      List<AppliedScript> applied = history.exists() ? history.applied() : List.of();
      return manner.isShared()
          ? MigrationPlan.ofShared(scripts, applied)
          : MigrationPlan.of(scripts, applied);
    } catch (SQLException e) {
      throw Trouble.of(
          "the history of %s in database %s on server %s could not be read: %s"
              .formatted(module, database.name(), database.server(), e.getMessage()),
          e);
    }
  }

  @Override
  public Outcome setUp(Run run, List<Script> scripts, String parameters) {
    return scripts.isEmpty()
        ? new Outcome.Applied(0)
        : perform(run, new SettingUp(run.dependencies(), scripts, parameters));
  }

  @Override
  public Outcome remove(Run run) {
    return new Removal(servers, crashPoints, run).perform();
  }

  @Override
  public List<String> removalCommands(DatabaseRef database, ModuleName module) {
    return Removal.commands(database, module);
  }

  @Override
  public List<String> goingBackCommands(DatabaseRef database, ModuleName module, WayBack way) {
    return GoingBackByHand.commands(database, module, way);
  }

  private Outcome perform(Run run, RunWork work) {
    return new RunAttempt(servers, secrets, limits, crashPoints, run, work).perform();
  }
}
