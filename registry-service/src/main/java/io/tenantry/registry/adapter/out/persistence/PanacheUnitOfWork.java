package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.OutboxRelay;
import io.tenantry.registry.application.port.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** A unit of work is a transaction of Hibernate Reactive; the relay is woken after the commit. */
@ApplicationScoped
class PanacheUnitOfWork implements UnitOfWork {

  private final Inbox inbox;
  private final OutboxRelay relay;

  PanacheUnitOfWork(Inbox inbox, OutboxRelay relay) {
    this.inbox = inbox;
    this.relay = relay;
  }

  @Override
  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Panache.withTransaction(work).invoke(relay::wake);
  }

  @Override
  public Uni<Void> oncePer(UUID eventId, Supplier<Uni<Void>> work) {
    return run(
        () ->
            inbox.isNew(eventId).chain(isNew -> isNew ? work.get() : Uni.createFrom().voidItem()));
  }
}
