package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.event.Tombstone;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.messaging.outbox.Tombstones;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** The outbox, for events of the saga: their key is the tenant. */
@ApplicationScoped
class SagaOutbox {

  private final Outbox outbox;
  private final Tombstones tombstones;

  SagaOutbox(Outbox outbox, Tombstones tombstones) {
    this.outbox = outbox;
    this.tombstones = tombstones;
  }

  /** Appends an event about a job, or about the tenant itself. */
  Uni<Void> append(SpecificRecordBase event, TenantId tenant, String subject, Origin origin) {
    return append(event, tenant.value(), subject, subject, origin);
  }

  Uni<Void> append(
      SpecificRecordBase event, String key, String subject, String correlation, Origin origin) {
    return outbox.append(outgoing(event, key, subject, correlation, origin));
  }

  /** Appends them in that order. */
  Uni<Void> append(List<OutgoingEvent> events) {
    return outbox.append(events);
  }

  static OutgoingEvent outgoing(
      SpecificRecordBase event, String key, String subject, String correlation, Origin origin) {
    return new OutgoingEvent(
        event, key, subject, correlation, origin.causationId(), origin.traceparent());
  }

  /** The topic forgets the key. */
  Uni<Void> forget(String topic, String key, String correlation, Origin origin) {
    return tombstones.append(
        new Tombstone(topic, key, key, correlation, origin.causationId(), origin.traceparent()));
  }
}
