package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.OutboxRelay;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A unit of work is a transaction of Hibernate Reactive whose first statement tells PostgreSQL its
 * scope; the relay is woken after the commit.
 */
@ApplicationScoped
class PanacheUnitOfWork implements UnitOfWork {

  private static final String ENTER =
      """
      select set_config('tenantry.scope', :scope, true)
        || set_config('tenantry.tenants', :tenants, true)
      """;

  private final Inbox inbox;
  private final OutboxRelay relay;
  private final CrashPoints crashPoints;

  PanacheUnitOfWork(Inbox inbox, OutboxRelay relay, CrashPoints crashPoints) {
    this.inbox = inbox;
    this.relay = relay;
    this.crashPoints = crashPoints;
  }

  @Override
  public <T> Uni<T> run(Commit name, Scope scope, Supplier<Uni<T>> work) {
    return run(
            scope, () -> work.get().invoke(() -> crashPoints.reach(MessagingPoint.COMMIT_PENDING)))
        .invoke(() -> crashPoints.reachAfter(name))
        .invoke(relay::wake);
  }

  @Override
  public <T> Uni<T> run(Scope scope, Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> enter(scope).chain(entered -> work.get()));
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Scope scope, Supplier<Uni<Void>> work) {
    return run(
        name,
        scope,
        () ->
            inbox.isNew(eventId).chain(isNew -> isNew ? work.get() : Uni.createFrom().voidItem()));
  }

  private static Uni<Void> enter(Scope scope) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ENTER, String.class)
                    .setParameter("scope", scope.platform() ? "platform" : "tenants")
                    .setParameter("tenants", String.join(",", scope.tenants()))
                    .getSingleResult())
        .replaceWithVoid();
  }
}
