package io.tenantry.messaging;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.messaging.codec.SchemaRegistrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says at the start what the service works with. That it asks for the settings also means that one
 * that is missing or wrong stops the start.
 */
@ApplicationScoped
class Surroundings {

  private static final Logger LOG = Logger.getLogger(Surroundings.class);

  void tell(
      @Observes StartupEvent started,
      DatabaseSettings database,
      SchemaRegistrySettings schemaRegistry,
      @ConfigProperty(name = "tenantry.kafka.bootstrap-servers") String kafka) {
    LOG.infof(
        "database %s on %s:%d, Kafka at %s, schema registry at %s",
        database.name(), database.host(), database.port(), kafka, schemaRegistry.url());
  }
}
