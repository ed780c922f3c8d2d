package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Opens connections to the configured servers. */
@ApplicationScoped
class Servers {

  /** Lets the driver say who it is with its first message, not with a statement of its own. */
  private static final String OLDEST_VERSION = "15";

  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  /**
   * Waits for a lock shorter than for an answer, so that no session is left waiting alone; and lets
   * go of its locks when its worker is frozen.
   */
  private static final String PLATFORM_OPTIONS =
      "-c search_path=pg_catalog,pg_temp -c lock_timeout=60s"
          + " -c idle_in_transaction_session_timeout=20s";

  private static final String PLATFORM_SOCKET_TIMEOUT_SECONDS = "120";

  /** Far longer than the time between two steps of a job. */
  private static final Duration SESSION_IS_KEPT = Duration.ofSeconds(1);

  private final InstallerSettings settings;
  private final Map<String, KeptSessions> kept;

  Servers(InstallerSettings settings) {
    this.settings = settings;
    this.kept =
        settings.servers().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    server ->
                        new KeptSessions(
                            ConnectionLimits.roomIn(server.getValue()), SESSION_IS_KEPT)));
  }

  /**
   * Connects the platform's own role to a database, with a session that was there before if any.
   */
  Connection platform(DatabaseRef database) {
    KeptSessions ofServer = kept.get(database.server());
    return ofServer == null
        ? platform(database.server(), database.name())
        : ofServer.take(database, () -> platform(database.server(), database.name()));
  }

  /** Connects the platform's own role where a server can be administered. */
  Connection maintenance(String server) {
    return platform(server, server(server).maintenanceDatabase());
  }

  /** Connects a module's role to a database; what it can do there is up to its role. */
  Connection module(DatabaseRef database, String role, String password, String options) {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", password);
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("options", options);
    properties.setProperty("ApplicationName", "tenantry-module");
    return connect(database.server(), database.name(), properties);
  }

  private Connection platform(String server, String database) {
    Properties properties = new Properties();
    properties.setProperty("user", server(server).username());
    properties.setProperty("password", server(server).password());
    properties.setProperty("options", PLATFORM_OPTIONS);
    properties.setProperty("ApplicationName", "tenantry-installer");
    properties.setProperty("socketTimeout", PLATFORM_SOCKET_TIMEOUT_SECONDS);
    // a session may see a table go and another one come under its name
    properties.setProperty("prepareThreshold", "0");
    return connect(server, database, properties);
  }

  private Connection connect(String server, String database, Properties properties) {
    InstallerSettings.Server settings = server(server);
    String url = "jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), database);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("assumeMinServerVersion", OLDEST_VERSION);
    properties.setProperty("tcpKeepAlive", "true");
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw new DatabaseUnavailable(
          "no connection to database %s on server %s: %s"
              .formatted(database, server, e.getMessage()),
          e);
    }
  }

  private InstallerSettings.Server server(String name) {
    return Optional.ofNullable(settings.servers().get(name))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "set tenantry.installer.servers.%s.host".formatted(name)));
  }
}
