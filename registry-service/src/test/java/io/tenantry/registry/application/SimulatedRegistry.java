package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.registry.adapter.in.kafka.ConsumedEvents;
import io.tenantry.registry.adapter.out.messaging.PublishedEvents;
import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.testkit.simulation.Delivery;
import io.tenantry.testkit.simulation.Outgoing;
import io.tenantry.testkit.simulation.Participant;
import io.tenantry.testkit.simulation.World;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The registry in a simulated saga: its reactions on stores in memory. */
public final class SimulatedRegistry implements Participant {

  private static final Clock CLOCK = Clock.fixed(Fixtures.NOW, ZoneOffset.UTC);

  private final InMemory store = new InMemory();
  private final Outgoing outgoing;
  private final SettleReservation settle = new SettleReservation(store, store, store, CLOCK);
  private final EventRoutes routes;
  private boolean releasesTooEarly;

  public SimulatedRegistry(World world) {
    outgoing = new Outgoing(world, name());
    store.include(outgoing::remember);
    ReservePlan reserve =
        new ReservePlan(
            store,
            Sat.resolver(),
            store,
            store,
            store,
            Npm.notation(),
            PublishedEvents.through(
                event ->
                    Uni.createFrom()
                        .voidItem()
                        .invoke(
                            () ->
                                outgoing.append(
                                    event.key(), event.payload(), event.causationId()))),
            store,
            CLOCK);
    routes = ConsumedEvents.by(reserve, settle);
  }

  /** A version of a module is in the catalogue; requirements as {@code module range}. */
  public void publishes(String module, String version, String... requirements) {
    store.has(Fixtures.published(module, version, requirements));
  }

  /** A fault: it gives a reservation back as soon as the job is asked to stop. */
  public void releasesTooEarly() {
    releasesTooEarly = true;
  }

  /** A fault: it has no inbox. */
  public void forgetsWhatItHandled() {
    store.forgetsEvents = true;
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.TENANT_MODULE_SAGA);
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  @Override
  public void take(Delivery event) {
    if (releasesTooEarly && event.type() == EventType.JOB_STOP_REQUESTED) {
      done(settle.onFailed(event.id(), (UUID) event.payload().get("jobId"), event.key()));
    }
    done(
        routes.take(
            new ReceivedEvent<>(event.id(), event.source(), event.payload(), Optional.empty())));
  }

  /** What became of the plan of each job. */
  public Map<UUID, String> reservations() {
    Map<UUID, String> states = new TreeMap<>();
    store.reservations.forEach((job, reservation) -> states.put(job, reservation.state().name()));
    return states;
  }

  /** What tenants use, as {@code tenant/module@version}. */
  public Set<String> usage() {
    Set<String> usage = new TreeSet<>();
    store.usage.forEach((module, version) -> usage.add(module + "@" + version));
    return usage;
  }

  private static void done(Uni<Void> work) {
    work.await().atMost(Duration.ofSeconds(1));
  }
}
