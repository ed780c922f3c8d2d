package io.tenantry.messaging.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.EventType;
import io.tenantry.messaging.event.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The outbox in PostgreSQL. Events are stored in Avro's single-object encoding, which needs no
 * schema registry, and published by the {@link OutboxRelay} afterwards.
 */
@ApplicationScoped
class StoredOutbox implements Outbox {

  /**
   * Takes the key's lock before it takes an id, so ids have the order of commits within a key. What
   * the session has changed is flushed first: Hibernate would otherwise write it after the event.
   */
  private static final String INSERT =
      """
      with lane as (
        insert into messaging.outbox_key (topic, key) values (:topic, :key)
        on conflict (topic, key) do update set topic = excluded.topic
        returning topic, key)
      insert into messaging.outbox (event_id, topic, key, type, subject, correlation_id,
        causation_id, traceparent, occurred_at, payload)
      select cast(:eventId as uuid), topic, key, :type, :subject, :correlationId,
        cast(nullif(:causationId, '') as text), nullif(:traceparent, ''),
        cast(:occurredAt as timestamptz), :payload
      from lane
      """;

  private final Clock clock;

  StoredOutbox(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Void> append(OutgoingEvent event) {
    return Panache.getSession()
        .chain(
            session -> {
              if (session.currentTransaction() == null) {
                return Uni.createFrom()
                    .failure(new IllegalStateException("an event needs a transaction"));
              }
              return session.flush().chain(() -> insert(session, event));
            });
  }

  private Uni<Void> insert(Mutiny.Session session, OutgoingEvent event) {
    EventType type = EventType.of(event.payload().getClass());
    return session
        .createNativeQuery(INSERT)
        .setParameter("topic", type.topic())
        .setParameter("key", event.key())
        .setParameter("eventId", UUID.randomUUID().toString())
        .setParameter("type", type.typeName())
        .setParameter("subject", event.subject())
        .setParameter("correlationId", event.correlationId())
        .setParameter("causationId", event.causationId().map(UUID::toString).orElse(""))
        .setParameter("traceparent", event.traceparent().orElse(""))
        .setParameter("occurredAt", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
        .setParameter("payload", encode(event.payload()))
        .executeUpdate()
        .replaceWithVoid();
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
