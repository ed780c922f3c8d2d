package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.avro.specific.SpecificRecordBase;

/** The outbox, for events of the saga: their key is the tenant. */
@ApplicationScoped
class SagaOutbox {

  private final Outbox outbox;

  SagaOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Appends an event about a job, or about the tenant itself. */
  Uni<Void> append(SpecificRecordBase event, TenantId tenant, String subject, Origin origin) {
    return append(event, tenant.value(), subject, subject, origin);
  }

  Uni<Void> append(
      SpecificRecordBase event, String key, String subject, String correlation, Origin origin) {
    return outbox.append(
        new OutgoingEvent(
            event, key, subject, correlation, origin.causationId(), origin.traceparent()));
  }
}
