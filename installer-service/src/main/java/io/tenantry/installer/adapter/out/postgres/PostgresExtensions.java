package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Extensions;
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

  private final Servers servers;
  private final CrashPoints crashPoints;

  PostgresExtensions(Servers servers, CrashPoints crashPoints) {
    this.servers = servers;
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
      Sql.run(connection, sql);
      crashPoints.reach(DatabasePoint.EXTENSIONS_MADE);
    } catch (SQLException e) {
      throw Trouble.of(
          "extensions of module %s in database %s on server %s could not be made (SQLSTATE %s): %s"
              .formatted(
                  module, database.name(), database.server(), e.getSQLState(), e.getMessage()),
          e);
    }
  }

  private static String create(RequiredExtension extension) {
    return "create extension if not exists %s schema public cascade;"
        .formatted(Sql.identifier(extension.name()));
  }
}
