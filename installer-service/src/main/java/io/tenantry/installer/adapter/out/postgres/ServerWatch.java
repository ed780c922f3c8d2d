package io.tenantry.installer.adapter.out.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.config.InstallerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks after the configured servers every few seconds. */
@ApplicationScoped
class ServerWatch {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private static final String CONNECTIONS =
      """
      select count(*) from pg_stat_activity
      where application_name in ('tenantry-installer', 'tenantry-module')
        and pid <> pg_backend_pid()
      """;

  private final Servers servers;
  private final InstallerSettings settings;
  private final Map<String, Look> looks = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          look -> {
            Thread thread = new Thread(look, "server-watch");
            thread.setDaemon(true);
            return thread;
          });

  ServerWatch(Servers servers, InstallerSettings settings, MeterRegistry metrics) {
    this.servers = servers;
    this.settings = settings;
    for (String server : settings.servers().keySet()) {
      Gauge.builder("tenantry.installer.connections", () -> connections(server))
          .description("Connections of installers to a server")
          .tag("server", server)
          .register(metrics);
    }
  }

  void start(@Observes StartupEvent started) {
    timer.scheduleWithFixedDelay(
        () -> settings.servers().keySet().forEach(this::look),
        0,
        BETWEEN_LOOKS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    timer.shutdownNow();
  }

  /** What is wrong with each server that was looked at; empty for one that answers. */
  Map<String, Optional<String>> troubles() {
    Map<String, Optional<String>> troubles = new ConcurrentHashMap<>();
    looks.forEach((server, look) -> troubles.put(server, look.trouble()));
    return troubles;
  }

  private double connections(String server) {
    return Optional.ofNullable(looks.get(server)).map(Look::connections).orElse(0);
  }

  private void look(String server) {
    try (Connection connection = servers.maintenance(server);
        PreparedStatement statement = connection.prepareStatement(CONNECTIONS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      looks.put(server, new Look(row.getInt(1), Optional.empty()));
    } catch (SQLException | DatabaseUnavailable e) {
      looks.put(server, new Look(0, Optional.of(String.valueOf(e.getMessage()))));
    }
  }

  /** What was seen last. */
  private record Look(int connections, Optional<String> trouble) {}
}
