package io.tenantry.messaging.codec;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.BaseSerde;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.apicurio.registry.serde.kafka.config.KafkaSerdeConfig;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records to bytes and back, in the Confluent wire format: a zero byte, the schema's id in four
 * bytes, Avro binary. Schemas are registered as {@code topic-recordName} on first use.
 */
@ApplicationScoped
public class EventCodec {

  private static final long A_DAY_IN_MS = 86_400_000L;
  private static final int HEADER_LENGTH = 5;

  /** Bytes that only look like a record must not make Avro allocate what they claim to hold. */
  private static final String LARGEST_VALUE = Integer.toString(16 * 1024 * 1024);

  static {
    System.setProperty("org.apache.avro.limits.string.maxLength", LARGEST_VALUE);
    System.setProperty("org.apache.avro.limits.bytes.maxLength", LARGEST_VALUE);
    System.setProperty("org.apache.avro.limits.collectionItems.maxLength", "1000000");
  }

  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(5);

  private final AvroKafkaSerializer<SpecificRecordBase> serializer;
  private final EventReader reader;

  EventCodec(SchemaRegistrySettings settings, Vertx vertx) {
    Map<String, Object> config = new HashMap<>();
    config.put(SchemaResolverConfig.REGISTRY_URL, settings.url());
    config.put(SchemaResolverConfig.VERTX_INSTANCE, vertx);
    config.put(
        SchemaResolverConfig.ARTIFACT_RESOLVER_STRATEGY, TopicRecordIdStrategy.class.getName());
    config.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, true);
    // whole schemas, without references to others: not every client follows those
    config.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
    // a schema never changes under its id, and an outage of the registry is nobody's outage
    config.put(SchemaResolverConfig.CHECK_PERIOD_MS, A_DAY_IN_MS);
    config.put(SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true);
    config.put(SchemaResolverConfig.RETRY_COUNT, 0L);
    config.put(SerdeConfig.USE_ID, IdOption.contentId.name());
    config.put(KafkaSerdeConfig.ENABLE_HEADERS, false);
    config.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, ContractsDatumProvider.class);
    config.putAll(settings.properties());
    RegistryClientFacade registry =
        AnsweredInTime.within(
            TIME_TO_ANSWER, RegistryClientFacadeFactory.create(new SchemaResolverConfig(config)));
    serializer = new AvroKafkaSerializer<>(registry);
    serializer.configure(config, false);
    reader = new EventReader(registry);
    reader.configure(new SerdeConfig(config), false);
  }

  /** Blocks while a schema is registered for the first time, for some seconds at most. */
  public byte[] encode(String topic, SpecificRecordBase event) {
    return serializer.serialize(topic, event);
  }

  /**
   * Blocks while a schema is looked up for the first time, for some seconds at most.
   *
   * @throws UndecodableRecord if no schema registry will ever make sense of the bytes
   */
  public SpecificRecordBase decode(String topic, byte[] value) {
    if (value == null || value.length < HEADER_LENGTH || value[0] != BaseSerde.MAGIC_BYTE) {
      throw new UndecodableRecord("the value does not begin with a zero byte and a schema id");
    }
    return reader.deserializeData(topic, value);
  }

  @PreDestroy
  void close() {
    serializer.close();
    reader.close();
  }
}
