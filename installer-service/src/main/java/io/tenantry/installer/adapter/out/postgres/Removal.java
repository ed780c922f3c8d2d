package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.messaging.crash.CrashPoints;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes what a module's runs made in a database. Beside the schema goes whatever the module's
 * role owns, because large objects, for instance, survive the schema in which they were made.
 */
final class Removal {

  private final Servers servers;
  private final CrashPoints crashPoints;
  private final Run run;

  Removal(Servers servers, CrashPoints crashPoints, Run run) {
    this.servers = servers;
    this.crashPoints = crashPoints;
    this.run = run;
  }

  Outcome perform() {
    try (Connection platform = servers.platform(run.database())) {
      ModuleRole role = new ModuleRole(platform, run);
      boolean roleExists = role.exists();
      if (roleExists && !role.exclude()) {
        return new Outcome.FencedOut();
      }
      platform.setAutoCommit(false);
      if (new RunRegister(platform, run).enter().isEmpty()) {
        platform.rollback();
        return new Outcome.FencedOut();
      }
      if (roleExists) {
        Sql.run(platform, "drop owned by %s cascade".formatted(Sql.identifier(role.name())));
      }
      Sql.run(
          platform,
          "drop schema if exists %s cascade".formatted(Sql.identifier(run.module().value())));
      forgetRuns(platform);
      if (roleExists) {
        Sql.run(platform, "drop role " + Sql.identifier(role.name()));
      }
      new RuntimeRole(platform, run).dismiss();
      crashPoints.reach(DatabasePoint.REMOVAL_WRITTEN);
      platform.commit();
      crashPoints.reach(DatabasePoint.REMOVAL_COMMITTED);
      return new Outcome.Applied(0);
    } catch (SQLException e) {
      throw Trouble.in(run, e);
    }
  }

  /**
   * The same, for people. Each command may run again, and the names in double quotes need no
   * quoting: they consist of small letters, digits and underscores, and are no keywords.
   */
  static List<String> commands(DatabaseRef database, ModuleName module) {
    String role = database.moduleRole(module);
    String runtimeRole = RuntimeRole.nameFor(module);
    String psql = "psql -d " + database.name() + " -c ";
    return List.of(
        psql + ifRoleExists(role, "DROP OWNED BY " + role + " CASCADE"),
        psql + "'DROP SCHEMA IF EXISTS " + Sql.identifier(module.value()) + " CASCADE'",
        psql + "\"DELETE FROM tenantry.run WHERE module = " + Sql.literal(module.value()) + '"',
        psql + "'DROP ROLE IF EXISTS " + Sql.identifier(role) + "'",
        psql
            + ifRoleExists(
                runtimeRole, "REVOKE " + database.connectRole() + " FROM " + runtimeRole));
  }

  private static String ifRoleExists(String role, String sql) {
    return "\"DO 'BEGIN IF to_regrole(''%s'') IS NOT NULL THEN %s; END IF; END'\""
        .formatted(role, sql);
  }

  private void forgetRuns(Connection platform) throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("delete from tenantry.run where module = ?")) {
      statement.setString(1, run.module().value());
      statement.executeUpdate();
    }
  }
}
