package io.tenantry.testkit.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantry.testkit.kafka.EventClient;
import io.tenantry.testkit.security.TokenIssuer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives a service under test its PostgreSQL, Kafka and schema registry. */
public final class PlatformServers implements QuarkusTestResourceLifecycleManager {

  private static Infrastructure running;
  private static TokenIssuer issuer;
  private static EventClient events;

  /**
   * The servers of the tests that are running.
   *
   * @throws IllegalStateException outside of tests that use this resource
   */
  public static Infrastructure running() {
    return Optional.ofNullable(running)
        .orElseThrow(() -> new IllegalStateException("no servers were started for these tests"));
  }

  /** Sends and awaits events on the servers of the tests that are running. */
  public static EventClient events() {
    return events;
  }

  /** Tokens that the service under test accepts. */
  public static TokenIssuer tokens() {
    return issuer;
  }

  @Override
  public Map<String, String> start() {
    running = Infrastructure.start();
    issuer = TokenIssuer.withNewKey();
    events = new EventClient(running.kafka(), running.schemaRegistry());
    Map<String, String> settings = settings(running);
    Path keySet = issuer.writeKeySet(running.directory().resolve("keys").resolve("jwks.json"));
    settings.put("tenantry.auth.jwks-location", keySet.toString());
    settings.put("tenantry.auth.issuer", TokenIssuer.ISSUER);
    return settings;
  }

  @Override
  public void stop() {
    if (running != null) {
      events.close();
      running.close();
      running = null;
    }
  }

  private static Map<String, String> settings(Infrastructure servers) {
    PostgresServer postgres = servers.postgres();
    Map<String, String> settings = new HashMap<>();
    settings.put("tenantry.database.host", postgres.host());
    settings.put("tenantry.database.port", Integer.toString(postgres.port()));
    for (String role : new String[] {"owner", "app", "relay"}) {
      settings.put("tenantry.database." + role + ".password", PlatformDatabases.PASSWORD);
    }
    settings.put("tenantry.kafka.bootstrap-servers", servers.kafka().bootstrapServers());
    settings.put("tenantry.schema-registry.url", servers.schemaRegistry().nativeApi().toString());
    return settings;
  }
}
