package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.OutboxRelay;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Committed;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.request.Claim;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A unit of work is a transaction of Hibernate Reactive whose first statement tells PostgreSQL its
 * scope; the relay and those who follow jobs are woken after the commit.
 */
@ApplicationScoped
class PanacheUnitOfWork implements UnitOfWork {

  private final Inbox inbox;
  private final OutboxRelay relay;
  private final Event<Committed> committed;
  private final StoredAnswers answers;
  private final CrashPoints crashPoints;

  PanacheUnitOfWork(
      Inbox inbox,
      OutboxRelay relay,
      Event<Committed> committed,
      StoredAnswers answers,
      CrashPoints crashPoints) {
    this.inbox = inbox;
    this.relay = relay;
    this.committed = committed;
    this.answers = answers;
    this.crashPoints = crashPoints;
  }

  @Override
  public <T> Uni<T> run(Commit name, Scope scope, Supplier<Uni<T>> work) {
    return EnteredScope.isClaimed()
        ? look(scope, work)
        : committing(name, () -> EnteredScope.within(scope, work));
  }

  @Override
  public <T> Uni<T> look(Scope scope, Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> EnteredScope.within(scope, work));
  }

  @Override
  public <T> Uni<T> claiming(KeyedRequest request, Instant since, Function<Claim, Uni<T>> work) {
    return committing(
        Commit.REQUEST_ANSWERED,
        () ->
            answers
                .claim(request, since)
                .chain(claim -> EnteredScope.claimed(request.scope(), () -> work.apply(claim))));
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Scope scope, Supplier<Uni<Void>> work) {
    return run(
        name,
        scope,
        () ->
            inbox.isNew(eventId).chain(isNew -> isNew ? work.get() : Uni.createFrom().voidItem()));
  }

  private <T> Uni<T> committing(Commit name, Supplier<Uni<T>> work) {
    return Panache.withTransaction(
            () -> work.get().invoke(() -> crashPoints.reach(MessagingPoint.COMMIT_PENDING)))
        .invoke(() -> crashPoints.reachAfter(name))
        .invoke(this::tell);
  }

  private void tell() {
    relay.wake();
    committed.fire(new Committed());
  }
}
