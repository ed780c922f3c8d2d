package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Schemas that are set aside on PostgreSQL, each under another name. */
@WorksOnServer
@ApplicationScoped
class PostgresKeptSchemas implements KeptSchemas {

  private final Servers servers;
  private final InstallerSettings.Migrations limits;
  private final CrashPoints crashPoints;

  PostgresKeptSchemas(Servers servers, InstallerSettings settings, CrashPoints crashPoints) {
    this.servers = servers;
    this.limits = settings.migrations();
    this.crashPoints = crashPoints;
  }

  @Override
  public Outcome setAside(Run run, KeptData kept) {
    return new Renaming(servers, limits.lockTimeout(), crashPoints, run, kept).setAside();
  }

  @Override
  public Outcome putBack(Run run, KeptData kept) {
    return new Renaming(servers, limits.lockTimeout(), crashPoints, run, kept).putBack();
  }

  /** Only what the record says is destroyed, so that what was put back meanwhile stays. */
  @Override
  public void purge(DatabaseRef database, KeptData kept) {
    try (Connection platform = servers.platform(database)) {
      platform.setAutoCommit(false);
      AsideRegister register = new AsideRegister(platform, database, kept);
      if (register.lock()) {
        String role = Sql.identifier(kept.role(database));
        Sql.run(
            platform,
            "drop owned by %1$s cascade; drop schema %2$s cascade; drop role %1$s"
                .formatted(role, Sql.identifier(kept.schema())));
        register.strikeOut();
        crashPoints.reach(DatabasePoint.PURGE_WRITTEN);
      }
      platform.commit();
      crashPoints.reach(DatabasePoint.PURGE_COMMITTED);
    } catch (SQLException e) {
      throw trouble("be purged", database, kept, e);
    }
  }

  @Override
  public boolean isAside(DatabaseRef database, KeptData kept) {
    try (Connection platform = servers.platform(database)) {
      return new AsideRegister(platform, database, kept).isThere();
    } catch (SQLException e) {
      throw trouble("be looked for", database, kept, e);
    }
  }

  @Override
  public List<String> settingAsideCommands(DatabaseRef database, KeptData kept) {
    return RenamingByHand.settingAside(database, kept);
  }

  @Override
  public List<String> puttingBackCommands(DatabaseRef database, KeptData kept) {
    return RenamingByHand.puttingBack(database, kept);
  }

  private static RuntimeException trouble(
      String what, DatabaseRef database, KeptData kept, SQLException e) {
    return Trouble.of(
        "kept data of %s in database %s on server %s could not %s (SQLSTATE %s): %s"
            .formatted(
                kept.module(),
                database.name(),
                database.server(),
                what,
                e.getSQLState(),
                e.getMessage()),
        e);
  }
}
