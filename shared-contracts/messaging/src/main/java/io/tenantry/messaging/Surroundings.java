package io.tenantry.messaging;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.messaging.codec.SchemaRegistrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says at the start what the service works with. A setting that is missing or makes no sense stops
 * the start.
 */
@ApplicationScoped
class Surroundings {

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);
  private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);

  /** One event may take 9 s to be sent or given up, and the lease must not run out meanwhile. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(12);

  private static final Logger LOG = Logger.getLogger(Surroundings.class);

  void tell(
      @Observes StartupEvent started,
      DatabaseSettings database,
      SchemaRegistrySettings schemaRegistry,
      MessagingSettings messaging,
      @ConfigProperty(name = "tenantry.kafka.bootstrap-servers") String kafka) {
    check(messaging);
    LOG.infof(
        "database %s on %s:%d, Kafka at %s, schema registry at %s",
        database.name(), database.host(), database.port(), kafka, schemaRegistry.url());
  }

  private static void check(MessagingSettings messaging) {
    MessagingSettings.Outbox outbox = messaging.outbox();
    atLeast(SHORTEST_INTERVAL, "outbox.poll-interval", outbox.pollInterval());
    atLeast(outbox.pollInterval(), "outbox.idle-interval", outbox.idleInterval());
    atLeast(SHORTEST_LEASE, "outbox.lease", outbox.lease());
    atLeast(SHORTEST_MEMORY, "outbox.retention", outbox.retention());
    atLeast(SHORTEST_MEMORY, "outbox.max-age", outbox.maxAge());
    atLeast(SHORTEST_MEMORY, "inbox.retention", messaging.inbox().retention());
  }

  private static void atLeast(Duration least, String setting, Duration value) {
    if (value.compareTo(least) < 0) {
      throw new IllegalStateException(
          "Set tenantry.messaging.%s to at least %s; it is %s".formatted(setting, least, value));
    }
  }
}
