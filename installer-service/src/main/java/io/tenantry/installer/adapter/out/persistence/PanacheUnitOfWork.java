package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.OutboxRelay;
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

  @Override
  public <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> run(work));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a unit of work failed", e);
    }
  }
}
