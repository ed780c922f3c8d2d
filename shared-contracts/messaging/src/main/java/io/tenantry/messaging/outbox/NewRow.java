package io.tenantry.messaging.outbox;

import io.tenantry.contracts.EventType;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.event.Tombstone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What is put into the outbox.
 *
 * @param type empty for a tombstone
 * @param payload in Avro's single-object encoding; empty for a tombstone
 */
record NewRow(
    String topic,
    String key,
    String type,
    String subject,
    String correlationId,
    Optional<UUID> causationId,
    Optional<String> traceparent,
    byte[] payload) {

  static NewRow of(OutgoingEvent event) {
    EventType type = EventType.of(event.payload().getClass());
    return new NewRow(
        type.topic(),
        event.key(),
        type.typeName(),
        event.subject(),
        event.correlationId(),
        event.causationId(),
        event.traceparent(),
        encode(event.payload()));
  }

  static NewRow of(Tombstone tombstone) {
    return new NewRow(
        tombstone.topic(),
        tombstone.key(),
        "",
        tombstone.subject(),
        tombstone.correlationId(),
        tombstone.causationId(),
        tombstone.traceparent(),
        new byte[0]);
  }

  private static byte[] encode(SpecificRecordBase event) {
    try {
      ByteBuffer encoded =
          new BinaryMessageEncoder<SpecificRecordBase>(EventType.model(), event.getSchema())
              .encode(event);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(event.getSchema().getName() + " cannot be encoded", e);
    }
  }
}
