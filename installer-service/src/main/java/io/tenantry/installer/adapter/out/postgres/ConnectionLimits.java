package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.config.InstallerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lets no more work on a server at the same time than its connections suffice for. Whoever works
 * has all the connections that it may need from the beginning, so that nobody waits for the rest
 * while holding some.
 */
@ApplicationScoped
class ConnectionLimits {

  /** The platform's session, the module's, one that ends the latter, and one that is kept. */
  static final int CONNECTIONS_AT_WORK = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Semaphore> rooms;
  private final ThreadLocal<Set<String>> within = ThreadLocal.withInitial(HashSet::new);
  private final Duration patience;

  @Inject
  ConnectionLimits(InstallerSettings settings) {
    this(settings, PATIENCE);
  }

  ConnectionLimits(InstallerSettings settings, Duration patience) {
    this.patience = patience;
    rooms =
        settings.servers().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, server -> new Semaphore(roomIn(server.getValue()), true)));
  }

  /** How many can work on a server at the same time. */
  static int roomIn(InstallerSettings.Server server) {
    return server.connections() / CONNECTIONS_AT_WORK;
  }

  /**
   * Does work on a server when there is room for it. Work within work on the same server is part of
   * that.
   *
   * @throws DatabaseUnavailable when there is none for too long
   */
  <T> T work(String server, Callable<T> work) throws Exception {
    if (!rooms.containsKey(server) || !within.get().add(server)) {
      return work.call();
    }
    try {
      if (!rooms.get(server).tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailable(
            "all connections that tenantry.installer.servers.%s.connections allows are in use"
                .formatted(server),
            null);
      }
      try {
        return work.call();
      } finally {
        rooms.get(server).release();
      }
    } finally {
      within.get().remove(server);
    }
  }
}
