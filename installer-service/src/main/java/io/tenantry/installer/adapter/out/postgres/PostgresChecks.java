package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a database in one statement. */
@ApplicationScoped
class PostgresChecks implements DatabaseChecks {

  private static final int OLDEST = 15;
  private static final int NEWEST = 18;
  private static final int TO_MAJOR = 10_000;

  private static final String LOOK =
      """
      select current_setting('server_version_num')::int / ? as version,
        to_regclass('tenantry.run') is not null as platform,
        pg_has_role(current_user, ?, 'USAGE') as owner,
        exists (
          select from pg_attribute
          where attrelid = to_regclass('tenantry.run') and attname = 'undoes') as current,
        exists (select from pg_namespace where nspname = ?) as schema
      """;

  private final Servers servers;
  private final Provisioner provisioner;

  PostgresChecks(Servers servers, Provisioner provisioner) {
    this.servers = servers;
    this.provisioner = provisioner;
  }

  @Override
  public List<String> obstacles(DatabaseRef database, ModuleName module, boolean isThere) {
    try (Connection connection = servers.platform(database);
        PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setInt(1, TO_MAJOR);
      statement.setString(2, database.ownerRole());
      statement.setString(3, module.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        List<String> obstacles = obstacles(database, module, isThere, row);
        if (obstacles.isEmpty() && !row.getBoolean("current")) {
          provisioner.ensure(database);
        }
        return obstacles;
      }
    } catch (SQLException e) {
      throw Trouble.of(
          "database %s on server %s could not be looked at: %s"
              .formatted(database.name(), database.server(), e.getMessage()),
          e);
    }
  }

  private static List<String> obstacles(
      DatabaseRef database, ModuleName module, boolean isThere, ResultSet row) throws SQLException {
    List<String> obstacles = new ArrayList<>();
    int version = row.getInt("version");
    if (version < OLDEST || version > NEWEST) {
      obstacles.add(
          "Server %s runs PostgreSQL %d; supported are %d to %d."
              .formatted(database.server(), version, OLDEST, NEWEST));
    }
    if (!row.getBoolean("platform")) {
      obstacles.add(
          "Database %s lacks the platform's tables; it was not provisioned."
              .formatted(database.name()));
    }
    if (!row.getBoolean("owner")) {
      obstacles.add(
          "The installer's role is no member of %s on server %s."
              .formatted(database.ownerRole(), database.server()));
    }
    if (row.getBoolean("schema") != isThere) {
      String text =
          isThere
              ? "Database %s has no schema %s, which was installed before."
              : "Database %s has a schema %s already, which this job did not make.";
      obstacles.add(text.formatted(database.name(), module));
    }
    return obstacles;
  }
}
