package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.RuntimeSecrets;
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
    return run.module() + "_app";
  }

  /** Makes the role on its first database; others may be doing so at the same time. */
  void ensure(RuntimeSecrets secrets) throws SQLException {
    if (exists()) {
      return;
    }
    String password = secrets.ensure(run.database().server(), name()).password();
    try {
      Sql.run(
          platform,
          "create role %s login password %s"
              .formatted(Sql.identifier(name()), Sql.literal(ModuleRole.hashed(password))));
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

  /** Lets the role into the database no more, in the current transaction. */
  void dismiss() throws SQLException {
    if (exists()) {
      Sql.run(
          platform,
          "revoke %s from %s"
              .formatted(Sql.identifier(run.database().connectRole()), Sql.identifier(name())));
    }
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
