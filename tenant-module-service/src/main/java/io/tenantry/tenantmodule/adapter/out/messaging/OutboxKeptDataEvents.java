package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Events about kept data, through the outbox. */
@ApplicationScoped
class OutboxKeptDataEvents implements KeptDataEvents {

  private final SagaOutbox outbox;

  OutboxKeptDataEvents(SagaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> purgeRequested(KeptData data, String requestedBy, Instant now, Origin origin) {
    KeptDataPurgeRequested event =
        new KeptDataPurgeRequested(
            data.id(), data.tenantId().value(), data.module().value(), requestedBy, now);
    String tenant = data.tenantId().value();
    return outbox.append(event, tenant, data.id().toString(), data.jobId().toString(), origin);
  }
}
