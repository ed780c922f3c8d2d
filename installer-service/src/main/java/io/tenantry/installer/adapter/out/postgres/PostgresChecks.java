package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.ConnectionLimits.CONNECTIONS_AT_WORK;

import io.quarkus.runtime.configuration.MemorySize;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a database in one statement each. */
@WorksOnServer
@ApplicationScoped
class PostgresChecks implements DatabaseChecks {

  private static final int OLDEST = 15;
  private static final int NEWEST = 18;

  /** A job begins while at least a twentieth of a server's space is left. */
  private static final int PARTS_OF_SPACE = 20;

  private static final long MEBIBYTE = 1L << 20;

  private final Servers servers;
  private final Provisioner provisioner;
  private final InstallerSettings settings;

  PostgresChecks(Servers servers, Provisioner provisioner, InstallerSettings settings) {
    this.servers = servers;
    this.provisioner = provisioner;
    this.settings = settings;
  }

  @Override
  public List<String> obstacles(
      DatabaseRef database, ModuleName module, Intent intent, List<RequiredExtension> extensions) {
    try (Connection connection = servers.platform(database)) {
      DatabaseLook look =
          DatabaseLook.at(
              connection,
              database.ownerRole(),
              module,
              extensions,
              intent.runsScripts() && space(database).isPresent(),
              settings.migrations().lockTimeout());
      requireRoom(database, intent, look);
      List<String> obstacles = obstacles(database, module, intent, look);
      for (RequiredExtension required : extensions) {
        look.extensions().stream()
            .filter(found -> found.root().equals(required.name()))
            .flatMap(found -> found.obstacle(database, required).stream())
            .forEach(obstacles::add);
      }
      if (obstacles.isEmpty() && !look.current()) {
        provisioner.ensure(database);
      }
      return obstacles;
    } catch (SQLException e) {
      throw trouble(database, e);
    }
  }

  private Optional<Long> space(DatabaseRef database) {
    return settings.servers().get(database.server()).space().map(MemorySize::asLongValue);
  }

  /**
   * What is in the way now may be gone later.
   *
   * @throws DatabaseUnavailable when there are too few connections or too little space left, or
   *     when somebody holds a lock for so long that scripts would give up waiting for it
   */
  private void requireRoom(DatabaseRef database, Intent intent, DatabaseLook look) {
    if (look.connections() < CONNECTIONS_AT_WORK) {
      throw new DatabaseUnavailable(
          "server %s has %d connections left; a job needs %d"
              .formatted(database.server(), Math.max(0, look.connections()), CONNECTIONS_AT_WORK),
          null);
    }
    look.taken().ifPresent(taken -> requireSpace(database, space(database).orElseThrow(), taken));
    look.blocker()
        .filter(blocker -> intent.locks())
        .ifPresent(
            blocker -> {
              throw new DatabaseUnavailable(
                  "in database %s on server %s, process %s"
                      .formatted(database.name(), database.server(), blocker),
                  null);
            });
  }

  private static void requireSpace(DatabaseRef database, long space, long taken) {
    long margin = space / PARTS_OF_SPACE;
    if (space - taken < margin) {
      throw new DatabaseUnavailable(
          "databases take %d of the %d MiB that tenantry.installer.servers.%s.space allows; before a job, %d MiB have to be left"
              .formatted(taken / MEBIBYTE, space / MEBIBYTE, database.server(), margin / MEBIBYTE),
          null);
    }
  }

  @Override
  public List<String> deviations(DatabaseRef database, ModuleName module, Promised promised) {
    try (Connection connection = servers.platform(database)) {
      return new Promises(connection).deviations(module, promised);
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
      DatabaseRef database, ModuleName module, Intent intent, DatabaseLook look) {
    List<String> obstacles = new ArrayList<>();
    if (look.version() < OLDEST || look.version() > NEWEST) {
      obstacles.add(
          "Server %s runs PostgreSQL %d; supported are %d to %d."
              .formatted(database.server(), look.version(), OLDEST, NEWEST));
    }
    if (!look.provisioned()) {
      obstacles.add(
          "Database %s on server %s lacks the platform's tables; it was not provisioned."
              .formatted(database.name(), database.server()));
    }
    if (!look.owner()) {
      obstacles.add(
          "The installer's role is no member of %s on server %s."
              .formatted(database.ownerRole(), database.server()));
    }
    if (look.open() && intent.runsScripts()) {
      obstacles.add(
          "Everybody may create objects in schema public of database %s on server %s, where scripts look for extensions. As its owner, run there: REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
              .formatted(database.name(), database.server()));
    }
    obstacleOfSchema(database, module, intent, look.schema()).ifPresent(obstacles::add);
    return obstacles;
  }

  private static Optional<String> obstacleOfSchema(
      DatabaseRef database, ModuleName module, Intent intent, boolean isThere) {
    return switch (intent) {
      case MAKE ->
          Optional.of("Database %s has a schema %s already, which this job did not make.")
              .filter(text -> isThere)
              .map(text -> text.formatted(database.name(), module));
      case CHANGE, SET_ASIDE ->
          Optional.of("Database %s has no schema %s, which was installed before.")
              .filter(text -> !isThere)
              .map(text -> text.formatted(database.name(), module));
      case SHARE, JOIN -> Optional.empty();
    };
  }
}
