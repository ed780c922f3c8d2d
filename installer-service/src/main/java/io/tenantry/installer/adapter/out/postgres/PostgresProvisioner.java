package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes databases on PostgreSQL. Every statement may run again. */
@WorksOnServer
@ApplicationScoped
class PostgresProvisioner implements Provisioner {

  private final Servers servers;
  private final CrashPoints crashPoints;

  PostgresProvisioner(Servers servers, CrashPoints crashPoints) {
    this.servers = servers;
    this.crashPoints = crashPoints;
  }

  @Override
  public void ensure(DatabaseRef database) {
    try {
      try (Connection server = servers.maintenance(database.server())) {
        ensureServerIsClosed(server, database.server());
        ensureRole(server, database.ownerRole());
        ensureRole(server, database.connectRole());
        crashPoints.reach(DatabasePoint.DATABASE_ROLES_MADE);
        ensureDatabase(server, database);
        crashPoints.reach(DatabasePoint.DATABASE_CLOSED_TO_PUBLIC);
      }
      ensurePlatformSchema(database);
    } catch (SQLException e) {
      String text =
          "Database %s on server %s could not be made (SQLSTATE %s): %s"
              .formatted(database.name(), database.server(), e.getSQLState(), e.getMessage());
      throw Transience.ofPlatform(e)
          ? new DatabaseUnavailable(text, e)
          : new NotProvisioned("provisioning-refused", text);
    }
  }

  /** A module's role must not be able to go where nobody expects it. */
  private static void ensureServerIsClosed(Connection server, String name) throws SQLException {
    String sql =
        """
        select datname, has_database_privilege('public', datname, 'CONNECT') as open
        from pg_database
        where datname in ('postgres', 'template1')
          and (has_database_privilege('public', datname, 'CONNECT')
            or has_database_privilege('public', datname, 'CREATE'))
        """;
    try (PreparedStatement statement = server.prepareStatement(sql);
        ResultSet open = statement.executeQuery()) {
      if (open.next()) {
        throw new NotProvisioned(
            "server-open-to-public",
            "On server %s everybody may connect to database %s. As its superuser, run: REVOKE CONNECT, CREATE ON DATABASE postgres, template1 FROM PUBLIC;"
                .formatted(name, open.getString(1)));
      }
    }
  }

  private static void ensureRole(Connection server, String role) throws SQLException {
    if (exists(server, "select 1 from pg_roles where rolname = ?", role)) {
      return;
    }
    String name = Sql.identifier(role);
    Sql.run(server, "create role %s nologin; grant %s to current_user".formatted(name, name));
  }

  private void ensureDatabase(Connection server, DatabaseRef database) throws SQLException {
    String name = Sql.identifier(database.name());
    if (!exists(server, "select 1 from pg_database where datname = ?", database.name())) {
      Sql.run(
          server,
          "create database %s owner %s template template0 encoding 'UTF8'"
              .formatted(name, Sql.identifier(database.ownerRole())));
      crashPoints.reach(DatabasePoint.DATABASE_MADE);
    }
    Sql.run(server, "revoke connect, create on database %s from public".formatted(name));
    Sql.run(
        server,
        "grant connect on database %s to %s"
            .formatted(name, Sql.identifier(database.connectRole())));
    if (exists(
        server,
        """
        select 1 from pg_database
        where datname = ? and (has_database_privilege('public', oid, 'CONNECT')
          or has_database_privilege('public', oid, 'CREATE'))
        """,
        database.name())) {
      throw new NotProvisioned(
          "database-open-to-public",
          "Everybody may still connect to database %s; its privileges could not be revoked."
              .formatted(database.name()));
    }
  }

  private void ensurePlatformSchema(DatabaseRef database) throws SQLException {
    String sql =
        Sql.resource("platform-schema.sql")
            .replace("${connect}", Sql.identifier(database.connectRole()));
    try (Connection connection = servers.platform(database)) {
      connection.setAutoCommit(false);
      Sql.run(connection, "set local role " + Sql.identifier(database.ownerRole()));
      Sql.run(connection, sql);
      crashPoints.reach(DatabasePoint.PLATFORM_SCHEMA_WRITTEN);
      connection.commit();
      crashPoints.reach(DatabasePoint.PLATFORM_SCHEMA_COMMITTED);
    }
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
