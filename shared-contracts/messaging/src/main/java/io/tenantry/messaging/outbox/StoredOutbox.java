package io.tenantry.messaging.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.event.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The outbox in PostgreSQL. Events are stored in Avro's single-object encoding, which needs no
 * schema registry, and published by the {@link OutboxRelay} afterwards.
 */
@ApplicationScoped
class StoredOutbox implements Outbox, Tombstones {

  /**
   * Takes the keys' locks before it takes ids, so ids have the order of commits within a key. What
   * the session has changed is flushed first: Hibernate would otherwise write it after the event.
   */
  private static final String INSERT =
      """
      with entry (position, event_id, topic, key, type, subject, correlation_id, causation_id,
        traceparent, payload) as (values %s),
      lane as (
        insert into messaging.outbox_key (topic, key)
        select distinct topic, key from entry order by topic, key
        on conflict (topic, key) do update set topic = excluded.topic
        returning topic, key)
      insert into messaging.outbox (event_id, topic, key, type, subject, correlation_id,
        causation_id, traceparent, occurred_at, payload)
      select event_id, topic, key, nullif(type, ''), subject, correlation_id,
        nullif(causation_id, ''), nullif(traceparent, ''), cast(:occurredAt as timestamptz),
        case when type <> '' then payload end
      from entry join lane using (topic, key)
      order by position
      """;

  private static final String ENTRY =
      """
      (%1$d, cast(:eventId%1$d as uuid), cast(:topic%1$d as text), cast(:key%1$d as text),
        cast(:type%1$d as text), cast(:subject%1$d as text), cast(:correlationId%1$d as text),
        cast(:causationId%1$d as text), cast(:traceparent%1$d as text),
        cast(:payload%1$d as bytea))\
      """;

  private final Clock clock;

  StoredOutbox(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Void> append(OutgoingEvent event) {
    return insert(List.of(NewRow.of(event)));
  }

  @Override
  public Uni<Void> append(List<OutgoingEvent> events) {
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : insert(events.stream().map(NewRow::of).toList());
  }

  @Override
  public Uni<Void> append(Tombstone tombstone) {
    return insert(List.of(NewRow.of(tombstone)));
  }

  private Uni<Void> insert(List<NewRow> rows) {
    return Panache.getSession()
        .chain(
            session ->
                session.currentTransaction() == null
                    ? Uni.createFrom()
                        .failure(new IllegalStateException("an event needs a transaction"))
                    : session.flush().chain(() -> insert(session, rows)));
  }

  private Uni<Void> insert(Mutiny.Session session, List<NewRow> rows) {
    Mutiny.MutationQuery insert =
        session
            .createNativeQuery(sql(rows.size()))
            .setParameter(
                "occurredAt", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC));
    for (int i = 0; i < rows.size(); i++) {
      bind(insert, i, rows.get(i));
    }
    return insert.executeUpdate().replaceWithVoid();
  }

  private static void bind(Mutiny.MutationQuery insert, int position, NewRow row) {
    insert
        .setParameter("eventId" + position, UUID.randomUUID().toString())
        .setParameter("topic" + position, row.topic())
        .setParameter("key" + position, row.key())
        .setParameter("type" + position, row.type())
        .setParameter("subject" + position, row.subject())
        .setParameter("correlationId" + position, row.correlationId())
        .setParameter("causationId" + position, row.causationId().map(UUID::toString).orElse(""))
        .setParameter("traceparent" + position, row.traceparent().orElse(""))
        .setParameter("payload" + position, row.payload());
  }

  private static String sql(int rows) {
    return INSERT.formatted(
        IntStream.range(0, rows).mapToObj(ENTRY::formatted).collect(Collectors.joining(", ")));
  }
}
