package io.tenantry.registry.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.enterprise.context.ApplicationScoped;

/** Public facts about the catalogue, through the outbox. */
@ApplicationScoped
class OutboxCatalogueEvents implements CatalogueEvents {

  private final Outbox outbox;

  OutboxCatalogueEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> changed(ModuleVersion version, Origin origin) {
    String key = version.id();
    return outbox.append(
        new OutgoingEvent(
            EventMapper.fact(version), key, key, key, origin.causationId(), origin.traceparent()));
  }
}
