package io.tenantry.installer.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.tenant.KeptDataPurged;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecordBase;

/** Events about tenants' databases and the data kept in them, through the outbox. */
@ApplicationScoped
class OutboxTenantEvents implements TenantEvents {

  private final Outbox outbox;
  private final Clock clock;

  OutboxTenantEvents(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Uni<Void> provisioned(String tenantId, DatabaseRef database, Origin origin) {
    return append(
        tenantId,
        new TenantDatabaseProvisioned(
            tenantId, database.server(), database.name(), clock.instant()),
        origin);
  }

  @Override
  public Uni<Void> provisioningFailed(String tenantId, String code, String detail, Origin origin) {
    return append(
        tenantId, new TenantProvisioningFailed(tenantId, code, detail, clock.instant()), origin);
  }

  @Override
  public Uni<Void> purged(PurgeOrder order, Origin origin) {
    return append(
        order.tenantId(),
        new KeptDataPurged(
            order.data().id(), order.tenantId(), order.data().module().value(), clock.instant()),
        origin);
  }

  private Uni<Void> append(String tenantId, SpecificRecordBase event, Origin origin) {
    return outbox.append(
        new OutgoingEvent(
            event, tenantId, tenantId, tenantId, origin.causationId(), origin.traceparent()));
  }
}
