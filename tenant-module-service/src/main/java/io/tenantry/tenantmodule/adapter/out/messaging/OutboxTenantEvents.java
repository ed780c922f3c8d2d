package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.TenantEvents;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

/** Events about tenants, through the outbox. */
@ApplicationScoped
class OutboxTenantEvents implements TenantEvents {

  private final SagaOutbox outbox;

  OutboxTenantEvents(SagaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> registered(Tenant tenant, Origin origin) {
    TenantRegistered event =
        new TenantRegistered(
            tenant.id().value(),
            Isolation.valueOf(tenant.isolation().name()),
            tenant.registeredAt());
    return outbox.append(event, tenant.id(), tenant.id().value(), origin);
  }
}
