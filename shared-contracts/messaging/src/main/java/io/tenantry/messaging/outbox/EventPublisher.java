package io.tenantry.messaging.outbox;

import io.smallrye.common.annotation.Identifier;
import io.tenantry.messaging.codec.EventCodec;
import io.tenantry.messaging.event.CloudEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends rows of the outbox to Kafka: events as CloudEvents in binary mode, tombstones as records
 * without a value, which are no CloudEvents and have no type.
 */
@ApplicationScoped
class EventPublisher {

  /** Shorter than the relay's lease, so a send that takes longer is not ours any more. */
  private static final int DELIVERY_TIMEOUT_MS = 6_000;

  private static final int REQUEST_TIMEOUT_MS = 3_000;
  private static final int MAX_BLOCK_MS = 3_000;

  private final EventCodec codec;
  private final String source;
  private final KafkaProducer<String, byte[]> producer;

  EventPublisher(
      EventCodec codec,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.codec = codec;
    this.source = "/tenantry/" + service;
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Blocks while Kafka's metadata or the schema registry is out of reach, for seconds at most. */
  Future<?> send(OutboxRow row) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            row.topic(),
            row.key(),
            row.event().map(event -> codec.encode(row.topic(), event)).orElse(null));
    row.type().ifPresent(type -> describe(message, type));
    header(message, CloudEvent.ID, row.eventId().toString());
    header(message, CloudEvent.SOURCE, source);
    header(message, CloudEvent.SUBJECT, row.subject());
    header(message, CloudEvent.TIME, row.occurredAt().toString());
    header(message, CloudEvent.CORRELATION_ID, row.correlationId());
    row.causationId().ifPresent(id -> header(message, CloudEvent.CAUSATION_ID, id));
    header(message, CloudEvent.SEQUENCE, Long.toString(row.id()));
    row.traceparent().ifPresent(trace -> header(message, CloudEvent.TRACEPARENT, trace));
    return producer.send(message);
  }

  private static void describe(ProducerRecord<?, ?> message, String type) {
    header(message, CloudEvent.SPEC_VERSION, CloudEvent.VERSION);
    header(message, CloudEvent.TYPE, type);
    header(message, CloudEvent.CONTENT_TYPE, CloudEvent.AVRO);
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static void header(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
