package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The role with which the module's own service works, one for all databases of a server. */
final class RuntimeRole {

  private final Connection platform;
  private final Run run;

  RuntimeRole(Connection platform, Run run) {
    this.platform = platform;
    this.run = run;
  }

  String name() {
    return nameFor(run.module());
  }

  static String nameFor(ModuleName module) {
    return module + "_app";
  }

  /**
   * Makes the role on its first database; others may be doing so at the same time. A role whose
   * secret got lost gets a new password, because the old one is of no use to anybody.
   */
  void ensure(RuntimeSecrets secrets) throws SQLException {
    RuntimeSecrets.Secret secret = secrets.ensure(run.database().server(), name());
    if (!exists()) {
      create(secret);
    } else if (secret.isNew()) {
      Sql.run(platform, "alter role %s password %s".formatted(identifier(), hash(secret)));
    }
  }

  /** Who may act as the role can see what its sessions do, and end them. */
  private void create(RuntimeSecrets.Secret secret) throws SQLException {
    try {
      Sql.run(
          platform,
          "create role %1$s login password %2$s; grant %1$s to current_user"
              .formatted(identifier(), hash(secret)));
    } catch (SQLException e) {
      if (!exists()) {
        throw e;
      }
    }
  }

  /** Lets the role into the database and the module's schema, in the current transaction. */
  void admit() throws SQLException {
    String role = Sql.identifier(name());
    Sql.run(
        platform,
        "grant %s to %s; grant usage on schema %s to %s"
            .formatted(
                Sql.identifier(run.database().connectRole()),
                role,
                Sql.identifier(run.module().value()),
                role));
  }

  /** Ends the role's sessions in the database, which only those can who may act as the role. */
  void endSessions() throws SQLException {
    if (exists()) {
      Sql.run(platform, "grant %s to current_user".formatted(identifier()));
      Backends.end(platform, name(), run.database());
    }
  }

  /** Lets the role into the module's schema no more, in the current transaction. */
  void leaveSchema() throws SQLException {
    if (exists()) {
      Sql.run(
          platform,
          "revoke all on schema %s from %s"
              .formatted(Sql.identifier(run.module().value()), identifier()));
    }
  }

  /** Lets the role into the database no more, in the current transaction. */
  void dismiss() throws SQLException {
    if (exists()) {
      Sql.run(
          platform,
          "revoke %s from %s"
              .formatted(Sql.identifier(run.database().connectRole()), Sql.identifier(name())));
    }
  }

  private String identifier() {
    return Sql.identifier(name());
  }

  private static String hash(RuntimeSecrets.Secret secret) throws SQLException {
    return Sql.literal(ModuleRole.hashed(secret.password()));
  }

  private boolean exists() throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      statement.setString(1, name());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
