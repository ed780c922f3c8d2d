package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.RunWork.GoingBack;
import io.tenantry.installer.adapter.out.postgres.RunWork.Migrating;
import io.tenantry.installer.adapter.out.postgres.RunWork.SettingUp;
import io.tenantry.installer.adapter.out.postgres.RunWork.SettingUpAsBefore;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.History;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Runs modules' scripts on PostgreSQL. */
@WorksOnServer
@ApplicationScoped
class PostgresMigrator implements Migrator {

  /** Undefined column, function, and table. */
  private static final Set<String> MISSING = Set.of("42703", "42883", "42P01");

  private final Servers servers;
  private final RuntimeSecrets secrets;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;
  private final Provisioner provisioner;

  PostgresMigrator(
      Servers servers,
      RuntimeSecrets secrets,
      InstallerSettings settings,
      CrashPoints crashPoints,
      Provisioner provisioner) {
    this.servers = servers;
    this.secrets = secrets;
    this.limits = settings.migrations();
    this.crashPoints = crashPoints;
    this.provisioner = provisioner;
  }

  @Override
  public Outcome migrate(Run run, Part part, Manner manner) {
    return perform(run, new Migrating(run.module(), run.dependencies(), part, manner));
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
      DatabaseRef database, String schema, List<Script> scripts, Manner manner) {
    try (Connection platform = servers.platform(database)) {
      HistoryTable table = new HistoryTable(platform, database, schema);
      History history = table.exists() ? table.read(List.of()) : History.NONE;
      return manner.isShared()
          ? MigrationPlan.ofShared(scripts, List.of(), history, manner.isNewest())
          : MigrationPlan.of(scripts, List.of(), history);
    } catch (SQLException e) {
      throw Trouble.of(
          "the history of %s in database %s on server %s could not be read: %s"
              .formatted(schema, database.name(), database.server(), e.getMessage()),
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

  /**
   * A job may have begun before an update of the installer; what the database lacks it gets now.
   */
  private Outcome perform(Run run, RunWork work) {
    try {
      return attempt(run, work);
    } catch (DatabaseRefused e) {
      if (!isOutdated(e)) {
        throw e;
      }
      provisioner.ensure(run.database());
      return attempt(run, work);
    }
  }

  private Outcome attempt(Run run, RunWork work) {
    return new RunAttempt(servers, secrets, limits, crashPoints, run, work).perform();
  }

  private static boolean isOutdated(DatabaseRefused refused) {
    return refused.getCause() instanceof SQLException cause
        && MISSING.contains(String.valueOf(cause.getSQLState()));
  }
}
