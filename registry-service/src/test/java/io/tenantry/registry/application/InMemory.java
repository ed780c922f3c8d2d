package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Version;
import io.tenantry.testkit.simulation.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Every port of the registry but the package reader, in memory. What is done in a unit of work that
 * fails is taken back.
 */
final class InMemory
    implements ModuleVersions, Reservations, ModuleUsage, PlanEvents, CatalogueEvents, UnitOfWork {

  final Map<String, ModuleVersion> versions = new HashMap<>();
  final Map<UUID, Reservation> reservations = new HashMap<>();
  final Map<String, String> usage = new HashMap<>();
  final List<String> events = new ArrayList<>();

  /** A fault: every delivery is handled like the first. */
  boolean forgetsEvents;

  private final Set<UUID> handled = new HashSet<>();
  private final List<Supplier<Runnable>> stores = new ArrayList<>();

  InMemory() {
    include(() -> Snapshot.of(versions));
    include(() -> Snapshot.of(reservations));
    include(() -> Snapshot.of(usage));
    include(() -> Snapshot.of(events));
    include(() -> Snapshot.of(handled));
  }

  /** Takes what remembers a store's content and answers how to get it back. */
  void include(Supplier<Runnable> store) {
    stores.add(store);
  }

  void has(ModuleVersion... given) {
    for (ModuleVersion version : given) {
      versions.put(version.name() + "@" + version.version(), version);
    }
  }

  @Override
  public Uni<Optional<ModuleVersion>> find(ModuleName name, Version version) {
    return item(Optional.ofNullable(versions.get(name + "@" + version)));
  }

  @Override
  public Uni<Optional<ModuleVersion>> lock(ModuleName name, Version version) {
    return find(name, version);
  }

  @Override
  public Uni<List<ModuleVersion>> publishedOf(Collection<ModuleName> names) {
    return item(
        versions.values().stream()
            .filter(version -> version.isPublished() && names.contains(version.name()))
            .toList());
  }

  @Override
  public Uni<Boolean> add(ModuleVersion version, byte[] content) {
    return item(versions.putIfAbsent(version.name() + "@" + version.version(), version) == null);
  }

  @Override
  public Uni<Void> update(ModuleVersion version) {
    versions.put(version.name() + "@" + version.version(), version);
    return done();
  }

  @Override
  public Uni<Optional<Reservation>> lock(UUID jobId) {
    return item(Optional.ofNullable(reservations.get(jobId)));
  }

  @Override
  public Uni<Void> add(Reservation reservation) {
    reservations.put(reservation.jobId(), reservation);
    return done();
  }

  @Override
  public Uni<Void> update(Reservation reservation) {
    return add(reservation);
  }

  @Override
  public Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since) {
    usage.put(tenantId + "/" + module, version.toString());
    return done();
  }

  @Override
  public Uni<Void> planReserved(Reservation reservation, List<PlanItem> items, Origin origin) {
    List<String> plan =
        items.stream().map(one -> one.version().name() + "@" + one.version().version()).toList();
    return event("planReserved " + plan);
  }

  @Override
  public Uni<Void> planRejected(Reservation reservation, Origin origin) {
    return event("planRejected " + reservation.code());
  }

  @Override
  public Uni<Void> published(ModuleVersion version, Origin origin) {
    return event("published " + version.name() + "@" + version.version());
  }

  @Override
  public <T> Uni<T> run(Commit name, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              List<Runnable> before = stores.stream().map(Supplier::get).toList();
              return Uni.createFrom()
                  .deferred(() -> work.get())
                  .onFailure()
                  .invoke(() -> before.forEach(Runnable::run));
            });
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work) {
    return run(name, () -> handled.add(eventId) || forgetsEvents ? work.get() : done());
  }

  private Uni<Void> event(String text) {
    events.add(text);
    return done();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private static <T> Uni<T> item(T value) {
    return Uni.createFrom().item(value);
  }
}
