package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.OutboxRelay;
import io.tenantry.registry.application.Commit;
import io.tenantry.registry.application.port.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** A unit of work is a transaction of Hibernate Reactive; the relay is woken after the commit. */
@ApplicationScoped
class PanacheUnitOfWork implements UnitOfWork {

  private final Inbox inbox;
  private final OutboxRelay relay;
  private final CrashPoints crashPoints;

  PanacheUnitOfWork(Inbox inbox, OutboxRelay relay, CrashPoints crashPoints) {
    this.inbox = inbox;
    this.relay = relay;
    this.crashPoints = crashPoints;
  }

  @Override
  public <T> Uni<T> run(Commit name, Supplier<Uni<T>> work) {
    return Panache.withTransaction(
            () -> work.get().invoke(() -> crashPoints.reach(MessagingPoint.COMMIT_PENDING)))
        .invoke(() -> crashPoints.reachAfter(name))
        .invoke(relay::wake);
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work) {
    return run(
        name,
        () ->
            inbox.isNew(eventId).chain(isNew -> isNew ? work.get() : Uni.createFrom().voidItem()));
  }
}
