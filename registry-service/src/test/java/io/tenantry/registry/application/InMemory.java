package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.AuditTrail;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.resolution.Catalogue;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every port of the registry but the package reader, in memory. What is done in a unit of work that
 * fails is taken back.
 */
final class InMemory
    implements ModuleVersions,
        CatalogueViews,
        Reservations,
        ModuleUsage,
        PlanEvents,
        CatalogueEvents,
        AuditTrail,
        Catalogues,
        UnitOfWork,
        Background {

  final Map<String, ModuleVersion> versions = new HashMap<>();
  final Map<UUID, Reservation> reservations = new HashMap<>();
  final Map<String, String> usage = new HashMap<>();
  private final Map<String, Instant> usageChanges = new HashMap<>();
  final List<String> events = new ArrayList<>();
  final List<String> audit = new ArrayList<>();
  final Map<String, byte[]> contents = new HashMap<>();

  /** A fault: every delivery is handled like the first. */
  boolean forgetsEvents;

  private final Set<UUID> handled = new HashSet<>();
  private final List<Supplier<Runnable>> stores = new ArrayList<>();

  InMemory() {
    include(() -> Snapshot.of(versions));
    include(() -> Snapshot.of(reservations));
    include(() -> Snapshot.of(usage));
    include(() -> Snapshot.of(usageChanges));
    include(() -> Snapshot.of(events));
    include(() -> Snapshot.of(audit));
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
  public Uni<List<ModuleVersion>> releasedOf(Collection<ModuleName> names) {
    return item(
        versions.values().stream()
            .filter(version -> version.wasPublished() && names.contains(version.name()))
            .toList());
  }

  @Override
  public Uni<Boolean> add(ModuleVersion version, byte[] content) {
    contents.putIfAbsent(version.digest().value(), content);
    return item(versions.putIfAbsent(version.id(), version) == null);
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
  public Uni<List<Reservation>> lockOverdue(Instant deadlineBefore, int limit) {
    return item(overdue(deadlineBefore).filter(one -> !one.approved()).limit(limit).toList());
  }

  @Override
  public Uni<Long> countOverdueApproved(Instant deadlineBefore) {
    return item(overdue(deadlineBefore).filter(Reservation::approved).count());
  }

  private Stream<Reservation> overdue(Instant before) {
    return reservations.values().stream()
        .filter(one -> one.isOpen() && one.deadline().isBefore(before));
  }

  @Override
  public Uni<Usage> of(ModuleName module, Version version) {
    long tenants =
        usage.entrySet().stream()
            .filter(one -> one.getKey().endsWith("/" + module))
            .filter(one -> one.getValue().equals(version.toString()))
            .count();
    return item(new Usage(tenants, Optional.empty(), Optional.empty(), 0));
  }

  @Override
  public Uni<Catalogue> current() {
    return item(Catalogue.of(versions.values()));
  }

  @Override
  public Uni<Catalogue> held() {
    return current();
  }

  @Override
  public Uni<Void> lock() {
    return done();
  }

  @Override
  public Uni<Void> change() {
    return done();
  }

  @Override
  public Uni<Void> end(String tenantId, ModuleName module, Instant since) {
    if (!isLate(tenantId + "/" + module, since)) {
      usage.remove(tenantId + "/" + module);
    }
    return done();
  }

  private boolean isLate(String key, Instant at) {
    boolean late = usageChanges.getOrDefault(key, Instant.MIN).isAfter(at);
    if (!late) {
      usageChanges.put(key, at);
    }
    return late;
  }

  @Override
  public Uni<Page<ModuleView>> modules(ModuleFilter filter, Optional<String> after, int limit) {
    throw new UnsupportedOperationException("no use case lists modules");
  }

  @Override
  public Uni<List<VersionUsage>> usage(String module) {
    throw new UnsupportedOperationException("no use case lists usage");
  }

  @Override
  public Uni<List<ModuleVersion>> versions(String module) {
    return item(
        versions.values().stream().filter(one -> one.name().value().equals(module)).toList());
  }

  @Override
  public Uni<Optional<ModuleVersion>> version(String module, String version) {
    return item(Optional.ofNullable(versions.get(module + "@" + version)));
  }

  @Override
  public Uni<Optional<byte[]>> content(Digest digest) {
    return item(Optional.ofNullable(contents.get(digest.value())));
  }

  @Override
  public Uni<Set<CapabilityName>> providedAmong(Collection<CapabilityName> names) {
    return item(
        versions.values().stream()
            .flatMap(one -> one.manifest().provides().stream())
            .map(Capability::name)
            .filter(names::contains)
            .collect(Collectors.toSet()));
  }

  @Override
  public Uni<Void> record(AuditEntry entry, Origin origin) {
    audit.add(entry.action() + " " + entry.subject() + " " + entry.outcome());
    return done();
  }

  @Override
  public Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since) {
    if (!isLate(tenantId + "/" + module, since)) {
      usage.put(tenantId + "/" + module, version.toString());
    }
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
  public Uni<Void> changed(ModuleVersion version, Origin origin) {
    return event(version.status() + " " + version.id());
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

  @Override
  public <T> Uni<T> run(Supplier<T> work) {
    return Uni.createFrom().item(work);
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
