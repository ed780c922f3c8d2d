package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.ConnectionLimits.CONNECTIONS_AT_WORK;

import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at a database in one statement each. */
@WorksOnServer
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
        to_regclass('tenantry.aside_key') is not null
          and to_regclass('tenantry.begun_script') is not null as current,
        exists (select from pg_namespace where nspname = ?) as schema,
        current_setting('max_connections')::int
          - current_setting('superuser_reserved_connections')::int
          - (select count(*) from pg_stat_activity where backend_type = 'client backend') as headroom,
        (select format('%s of %s has been holding a lock on %s since %s',
            a.pid, a.usename, c.relname, a.xact_start)
          from pg_locks l join pg_class c on c.oid = l.relation join pg_stat_activity a using (pid)
          where c.relnamespace = to_regnamespace(quote_ident(?)) and l.granted
            and a.datname = current_database() and a.pid <> pg_backend_pid()
            and a.xact_start < clock_timestamp() - ? * interval '1 millisecond'
          order by a.xact_start limit 1) as blocker
      """;

  private final Servers servers;
  private final Provisioner provisioner;
  private final Duration lockTimeout;

  PostgresChecks(Servers servers, Provisioner provisioner, InstallerSettings settings) {
    this.servers = servers;
    this.provisioner = provisioner;
    this.lockTimeout = settings.migrations().lockTimeout();
  }

  @Override
  public List<String> obstacles(DatabaseRef database, ModuleName module, boolean isThere) {
    try (Connection connection = servers.platform(database);
        PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setInt(1, TO_MAJOR);
      statement.setString(2, database.ownerRole());
      statement.setString(3, module.value());
      statement.setString(4, module.value());
      statement.setLong(5, lockTimeout.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        requireRoom(database, row);
        List<String> obstacles = obstacles(database, module, isThere, row);
        if (obstacles.isEmpty() && !row.getBoolean("current")) {
          provisioner.ensure(database);
        }
        return obstacles;
      }
    } catch (SQLException e) {
      throw trouble(database, e);
    }
  }

  /**
   * What is in the way now may be gone later.
   *
   * @throws DatabaseUnavailable when there are too few connections left, or when somebody holds a
   *     lock for so long that scripts would give up waiting for it
   */
  private static void requireRoom(DatabaseRef database, ResultSet row) throws SQLException {
    int headroom = row.getInt("headroom");
    if (headroom < CONNECTIONS_AT_WORK) {
      throw new DatabaseUnavailable(
          "server %s has %d connections left; a job needs %d"
              .formatted(database.server(), Math.max(0, headroom), CONNECTIONS_AT_WORK),
          null);
    }
    String blocker = row.getString("blocker");
    if (blocker != null) {
      throw new DatabaseUnavailable(
          "in database %s on server %s, process %s"
              .formatted(database.name(), database.server(), blocker),
          null);
    }
  }

  @Override
  public List<String> deviations(
      DatabaseRef database, ModuleName module, Grants grants, boolean exact) {
    try (Connection connection = servers.platform(database)) {
      return new Promises(connection).deviations(module, grants, exact);
    } catch (SQLException e) {
      throw trouble(database, e);
    }
  }

  private static RuntimeException trouble(DatabaseRef database, SQLException e) {
    return Trouble.of(
        "database %s on server %s could not be looked at: %s"
            .formatted(database.name(), database.server(), e.getMessage()),
        e);
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
