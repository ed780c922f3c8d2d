package io.tenantry.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.event.Tombstone;
import io.tenantry.messaging.inbox.Inbox;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.messaging.outbox.OutboxRelay;
import io.tenantry.messaging.outbox.Tombstones;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A use case as a service would have it: state, inbox and event in one transaction. */
@ApplicationScoped
public class CountingUp {

  private final Outbox outbox;
  private final Tombstones tombstones;
  private final Inbox inbox;
  private final OutboxRelay relay;

  CountingUp(Outbox outbox, Tombstones tombstones, Inbox inbox, OutboxRelay relay) {
    this.outbox = outbox;
    this.tombstones = tombstones;
    this.inbox = inbox;
    this.relay = relay;
  }

  /** Adds one to the counter and says its new value, in the event's code. */
  public Uni<Integer> countUp(String name) {
    return Panache.withTransaction(() -> increment(name)).invoke(relay::wake);
  }

  /** The same, once for each event that causes it. */
  public Uni<Void> countUpOnce(String name, UUID cause) {
    return Panache.withTransaction(
            () -> inbox.isNew(cause).chain(fresh -> fresh ? increment(name) : nothing()))
        .invoke(relay::wake)
        .replaceWithVoid();
  }

  /** Adds one and says so, and then fails. */
  public Uni<Integer> countUpAndFail(String name) {
    return Panache.withTransaction(
        () ->
            increment(name)
                .chain(() -> Uni.createFrom().failure(new IllegalArgumentException("no"))));
  }

  /** Publishes a value that no row stands behind, in a transaction that takes its time. */
  public Uni<Void> publish(String name, int value, Duration untilCommit) {
    Context context = Vertx.currentContext();
    return Panache.withTransaction(
            () ->
                outbox
                    .append(event(name, value))
                    .onItem()
                    .delayIt()
                    .by(untilCommit)
                    .emitOn(command -> context.runOnContext(ignored -> command.run())))
        .invoke(relay::wake);
  }

  /** Says the counter's new value for the last time, and then lets the topic forget it. */
  public Uni<Void> countUpAndBury(String name) {
    return Panache.withTransaction(() -> increment(name).chain(value -> bury(name)))
        .invoke(relay::wake);
  }

  /** Publishes values that no rows stand behind, at once. */
  public Uni<Void> publish(String name, List<Integer> values) {
    return Panache.withTransaction(
            () -> outbox.append(values.stream().map(value -> event(name, value)).toList()))
        .invoke(relay::wake);
  }

  public Uni<Void> buryWithoutTransaction() {
    return Panache.withSession(() -> bury("nobody"));
  }

  private Uni<Void> bury(String name) {
    return tombstones.append(
        new Tombstone(
            Topics.INSTALLER_SAGA,
            name,
            name,
            "correlation-of-" + name,
            Optional.empty(),
            Optional.empty()));
  }

  public Uni<Void> appendWithoutTransaction() {
    return Panache.withSession(() -> outbox.append(event("nobody", 1)));
  }

  public Uni<Boolean> isNewWithoutTransaction() {
    return Panache.withSession(() -> inbox.isNew(UUID.randomUUID()));
  }

  public Uni<Integer> valueOf(String name) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(session -> session.find(Counter.class, name))
                .map(counter -> counter == null ? 0 : counter.value));
  }

  private Uni<Integer> increment(String name) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into counter values (:name, 0) on conflict do nothing")
                    .setParameter("name", name)
                    .executeUpdate()
                    .chain(() -> session.find(Counter.class, name, LockModeType.PESSIMISTIC_WRITE)))
        .chain(
            counter -> {
              counter.value++;
              return outbox.append(event(name, counter.value)).replaceWith(counter.value);
            });
  }

  private static Uni<Integer> nothing() {
    return Uni.createFrom().item(0);
  }

  private static OutgoingEvent event(String name, int value) {
    return new OutgoingEvent(
        new TenantProvisioningFailed(name, Integer.toString(value), "a detail", Instant.EPOCH),
        name,
        name,
        "correlation-of-" + name,
        Optional.empty(),
        Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }
}
