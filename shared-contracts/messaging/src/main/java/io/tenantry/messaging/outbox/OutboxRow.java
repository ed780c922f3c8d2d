package io.tenantry.messaging.outbox;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.SchemaHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificRecordBase;

/** A committed event, or a tombstone, that waits to be published; a tombstone has no type. */
record OutboxRow(
    long id,
    UUID eventId,
    String topic,
    String key,
    Optional<String> type,
    String subject,
    String correlationId,
    Optional<String> causationId,
    Optional<String> traceparent,
    Instant occurredAt,
    Optional<byte[]> payload) {

  private static final Map<EventType, BinaryMessageDecoder<SpecificRecordBase>> DECODERS =
      new ConcurrentHashMap<>();

  Lane lane() {
    return new Lane(topic, key);
  }

  /**
   * The record, if it is an event, also when an earlier version of the service has written it.
   *
   * @throws IllegalStateException if this version of the service cannot read it
   */
  Optional<SpecificRecordBase> event() {
    return type.map(name -> event(name, payload.orElseThrow()));
  }

  private static SpecificRecordBase event(String type, byte[] payload) {
    EventType known =
        EventType.named(type)
            .orElseThrow(() -> new IllegalStateException("unknown event type " + type));
    try {
      return DECODERS.computeIfAbsent(known, OutboxRow::decoder).decode(payload);
    } catch (IOException e) {
      throw new IllegalStateException(type + " cannot be read", e);
    }
  }

  private static BinaryMessageDecoder<SpecificRecordBase> decoder(EventType type) {
    return new BinaryMessageDecoder<>(EventType.model(), type.schema(), SchemaHistory.store(type));
  }

  /** What is kept in order: the events of one key on one topic. */
  record Lane(String topic, String key) {}
}
