package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
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
  private final CrashPoints crashPoints;

  PanacheUnitOfWork(Inbox inbox, OutboxRelay relay, CrashPoints crashPoints) {
    this.inbox = inbox;
    this.relay = relay;
    this.crashPoints = crashPoints;
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work) {
    return run(
        name,
        () ->
            inbox.isNew(eventId).chain(isNew -> isNew ? work.get() : Uni.createFrom().voidItem()));
  }

  @Override
  public <T> T await(Commit name, Supplier<Uni<T>> work) {
    return awaited(() -> run(name, work));
  }

  @Override
  public <T> T await(Supplier<Uni<T>> work) {
    return awaited(() -> Panache.withTransaction(work));
  }

  private <T> Uni<T> run(Commit name, Supplier<Uni<T>> work) {
    return Panache.withTransaction(
            () -> work.get().invoke(() -> crashPoints.reach(MessagingPoint.COMMIT_PENDING)))
        .invoke(() -> crashPoints.reachAfter(name))
        .invoke(relay::wake);
  }

  private static <T> T awaited(Supplier<Uni<T>> transaction) {
    try {
      return VertxContextSupport.subscribeAndAwait(transaction);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a unit of work failed", e);
    }
  }
}
