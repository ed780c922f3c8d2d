package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Extensions;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes extensions as the database's owner, in one statement. Only trusted ones can be made so;
 * PostgreSQL gives what is in them to a superuser, so that no module can change it.
 */
@WorksOnServer
@ApplicationScoped
class PostgresExtensions implements Extensions {

  /** Whoever comes first writes down what the owner has made, with what it needs itself. */
  private static final String ENSURE =
      """
      do $extensions$
      begin
        set local role %s;
        %s
        insert into tenantry.extension (name, version, module)
          select extname, extversion, %s from pg_extension where extowner = %s::regrole
          on conflict (name) do nothing;
      end $extensions$
      """;

  private static final String NO_SUCH_TABLE = "42P01";

  private final Servers servers;
  private final Provisioner provisioner;
  private final CrashPoints crashPoints;

  PostgresExtensions(Servers servers, Provisioner provisioner, CrashPoints crashPoints) {
    this.servers = servers;
    this.provisioner = provisioner;
    this.crashPoints = crashPoints;
  }

  @Override
  public void ensure(DatabaseRef database, ModuleName module, List<RequiredExtension> extensions) {
    String owner = Sql.identifier(database.ownerRole());
    String sql =
        ENSURE.formatted(
            owner,
            extensions.stream().map(PostgresExtensions::create).collect(Collectors.joining("\n")),
            Sql.literal(module.value()),
            Sql.literal(owner));
    try (Connection connection = servers.platform(database)) {
      run(connection, database, sql);
      crashPoints.reach(DatabasePoint.EXTENSIONS_MADE);
    } catch (SQLException e) {
      throw Trouble.of(
          "extensions of module %s in database %s on server %s could not be made (SQLSTATE %s): %s"
              .formatted(
                  module, database.name(), database.server(), e.getSQLState(), e.getMessage()),
          e);
    }
  }

  /** A job may have passed its preflight before an update of the installer. */
  private void run(Connection connection, DatabaseRef database, String sql) throws SQLException {
    try {
      Sql.run(connection, sql);
    } catch (SQLException e) {
      if (!NO_SUCH_TABLE.equals(e.getSQLState())) {
        throw e;
      }
      provisioner.ensure(database);
      Sql.run(connection, sql);
    }
  }

  private static String create(RequiredExtension extension) {
    return "create extension if not exists %s schema public cascade;"
        .formatted(Sql.identifier(extension.name()));
  }
}
