package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Catalogue;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.PlanOutcome.NoPlan;
import io.tenantry.registry.domain.PlanOutcome.Plan;
import io.tenantry.registry.domain.PlanRequest;
import io.tenantry.registry.domain.PlanResolver;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import io.tenantry.registry.domain.VersionRange;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers a job with a plan whose versions stay installable until the job ends. */
public final class ReservePlan {

  private final ModuleVersions versions;
  private final Reservations reservations;
  private final RangeNotation ranges;
  private final PlanEvents events;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public ReservePlan(
      ModuleVersions versions,
      Reservations reservations,
      RangeNotation ranges,
      PlanEvents events,
      UnitOfWork unitOfWork,
      Clock clock) {
    this.versions = versions;
    this.reservations = reservations;
    this.ranges = ranges;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /**
   * A repeated request gets the answer that the first one got. One of a job that is over gets none:
   * what was given back is not promised again.
   */
  public Uni<Void> on(JobRequested job) {
    return unitOfWork.oncePer(
        Commit.PLAN_ANSWERED,
        job.eventId(),
        () ->
            reservations
                .lock(job.jobId())
                .chain(
                    known ->
                        known
                            .map(reservation -> answerAgain(reservation, job.origin()))
                            .orElseGet(() -> resolve(job))));
  }

  private Uni<Void> resolve(JobRequested job) {
    if (!job.isInstall()) {
      return reject(
          job, new NoPlan("kind-not-supported", "Only installations can be planned so far."));
    }
    VersionRange range;
    try {
      range = ranges.parse(job.versionRange());
    } catch (InvalidValue e) {
      return reject(job, new NoPlan("invalid-range", e.getMessage()));
    }
    PlanRequest request =
        new PlanRequest(job.module(), range, job.installed(), job.allowPrereleases());
    return catalogueAround(Set.of(job.module()), Set.of())
        .map(catalogue -> PlanResolver.resolve(catalogue, request))
        .chain(outcome -> outcome.fold(plan -> reserve(job, plan), reason -> reject(job, reason)));
  }

  /** The modules that could become part of the plan: those named, and all that they ever need. */
  private Uni<Catalogue> catalogueAround(Set<ModuleName> names, Set<ModuleVersion> found) {
    return versions
        .releasedOf(names)
        .chain(
            released -> {
              List<ModuleVersion> installable =
                  released.stream().filter(version -> version.status().isInstallable()).toList();
              Set<ModuleVersion> all = new HashSet<>(found);
              all.addAll(installable);
              Set<ModuleName> further = neededBy(installable);
              all.forEach(version -> further.remove(version.name()));
              return further.isEmpty()
                  ? Uni.createFrom().item(Catalogue.of(all))
                  : catalogueAround(further, all);
            });
  }

  private static Set<ModuleName> neededBy(List<ModuleVersion> versions) {
    return versions.stream()
        .flatMap(version -> version.manifest().requirements().stream())
        .map(Requirement::module)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Uni<Void> reserve(JobRequested job, Plan plan) {
    List<ReservedItem> items =
        plan.items().stream()
            .map(
                item ->
                    new ReservedItem(
                        item.version().name(), item.version().version(), item.installedAs()))
            .toList();
    Reservation reservation =
        Reservation.of(job.jobId(), job.tenantId(), items, job.deadline(), clock.instant());
    return reservations
        .add(reservation)
        .chain(() -> events.planReserved(reservation, plan.items(), job.origin()));
  }

  private Uni<Void> reject(JobRequested job, NoPlan reason) {
    Reservation rejection =
        Reservation.rejected(job.jobId(), job.tenantId(), reason, clock.instant());
    return reservations.add(rejection).chain(() -> events.planRejected(rejection, job.origin()));
  }

  private Uni<Void> answerAgain(Reservation reservation, Origin origin) {
    if (reservation.isOver()) {
      return Uni.createFrom().voidItem();
    }
    if (reservation.state() == Reservation.State.REJECTED) {
      return events.planRejected(reservation, origin);
    }
    Set<ModuleName> names =
        reservation.items().stream().map(ReservedItem::module).collect(Collectors.toSet());
    return versions
        .releasedOf(names)
        .map(released -> items(reservation, released))
        .chain(items -> events.planReserved(reservation, items, origin));
  }

  private static List<PlanItem> items(Reservation reservation, List<ModuleVersion> released) {
    Map<String, ModuleVersion> byId =
        released.stream().collect(Collectors.toMap(ModuleVersion::id, Function.identity()));
    return reservation.items().stream()
        .map(
            item ->
                new PlanItem(byId.get(item.module() + "@" + item.version()), item.installedAs()))
        .toList();
  }

  /** A job asks for a plan. */
  public record JobRequested(
      UUID eventId,
      UUID jobId,
      String tenantId,
      boolean isInstall,
      ModuleName module,
      String versionRange,
      List<InstalledModule> installed,
      boolean allowPrereleases,
      Instant deadline,
      Origin origin) {}
}
