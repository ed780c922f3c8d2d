package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.PlanRefusal;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.resolution.Catalogue;
import io.tenantry.registry.domain.resolution.Change;
import io.tenantry.registry.domain.resolution.Removal;
import io.tenantry.registry.domain.resolution.Resolution;
import io.tenantry.registry.domain.resolution.ResolutionOptions;
import io.tenantry.registry.domain.resolution.ResolutionRequest;
import io.tenantry.registry.domain.resolution.Resolver;
import io.tenantry.registry.domain.resolution.SatSolver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers a job with a plan whose versions stay installable until the job ends. */
public final class ReservePlan {

  private final Catalogues catalogues;
  private final Resolver resolver;
  private final Background background;
  private final ModuleVersions versions;
  private final Reservations reservations;
  private final RangeNotation ranges;
  private final PlanEvents events;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public ReservePlan(
      Catalogues catalogues,
      Resolver resolver,
      Background background,
      ModuleVersions versions,
      Reservations reservations,
      RangeNotation ranges,
      PlanEvents events,
      UnitOfWork unitOfWork,
      Clock clock) {
    this.catalogues = catalogues;
    this.resolver = resolver;
    this.background = background;
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
    Optional<Search> search;
    try {
      search = search(job);
    } catch (InvalidValue e) {
      return reject(job, new PlanRefusal("invalid-range", e.getMessage()));
    }
    return search
        .map(
            one ->
                catalogues
                    .held()
                    .chain(catalogue -> background.run(() -> resolve(catalogue, job, one)))
                    .chain(outcome -> answer(job, outcome)))
        .orElseGet(
            () ->
                reject(
                    job,
                    new PlanRefusal(
                        "kind-not-supported", "Jobs of this kind cannot be planned so far.")));
  }

  private Optional<Search> search(JobRequested job) {
    return switch (job.kind()) {
      case INSTALL -> Optional.of(search(job, new Change.Install(job.module(), range(job))));
      case UPGRADE -> Optional.of(search(job, new Change.Upgrade(job.module(), range(job))));
      case UNINSTALL ->
          Optional.of(
              catalogue ->
                  Removal.of(catalogue, job.module(), job.installed(), job.removeUnused()));
      case OTHER -> Optional.empty();
    };
  }

  private VersionRange range(JobRequested job) {
    return ranges.parse(job.versionRange());
  }

  private Search search(JobRequested job, Change change) {
    ResolutionRequest request = request(job, change);
    return catalogue -> resolver.resolve(catalogue, request);
  }

  private static ResolutionRequest request(JobRequested job, Change change) {
    return new ResolutionRequest(
        List.of(change),
        job.installed(),
        new ResolutionOptions(job.allowPrereleases(), false, false));
  }

  /** A search that goes too far, or begins with what cannot be, is an answer too. */
  private static Answer resolve(Catalogue catalogue, JobRequested job, Search search) {
    try {
      return search
          .in(catalogue)
          .fold(
              plan -> new Answer(Optional.of(JobPlan.of(catalogue, job, plan)), Optional.empty()),
              none -> refusal(none.explanation().code(), none.explanation().text()));
    } catch (SatSolver.TooComplex e) {
      return refusal("too-complex", e.getMessage());
    } catch (InvalidValue e) {
      return refusal("unknown-installed-version", e.getMessage() + ".");
    }
  }

  private static Answer refusal(String code, String explanation) {
    return new Answer(Optional.empty(), Optional.of(new PlanRefusal(code, explanation)));
  }

  private Uni<Void> answer(JobRequested job, Answer answer) {
    return answer
        .plan()
        .map(plan -> reserve(job, plan))
        .orElseGet(() -> reject(job, answer.refusal().orElseThrow()));
  }

  private Uni<Void> reserve(JobRequested job, JobPlan plan) {
    List<ReservedItem> items =
        plan.items().stream()
            .map(
                item ->
                    new ReservedItem(
                        item.module(),
                        item.version().version(),
                        item.action(),
                        item.from(),
                        item.installedAs()))
            .toList();
    Reservation reservation =
        Reservation.of(
            job.jobId(), job.tenantId(), items, plan.unused(), job.deadline(), clock.instant());
    return reservations
        .add(reservation)
        .chain(() -> events.planReserved(reservation, plan.items(), job.origin()));
  }

  private Uni<Void> reject(JobRequested job, PlanRefusal reason) {
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
                new PlanItem(
                    byId.get(item.module() + "@" + item.version()),
                    item.action(),
                    item.from(),
                    item.installedAs()))
        .toList();
  }

  /** A job asks for a plan. */
  public record JobRequested(
      UUID eventId,
      UUID jobId,
      String tenantId,
      Kind kind,
      ModuleName module,
      String versionRange,
      List<InstalledModule> installed,
      boolean allowPrereleases,
      boolean removeUnused,
      Instant deadline,
      Origin origin) {}

  /** What a job is to do. */
  public enum Kind {
    INSTALL,
    UPGRADE,
    UNINSTALL,
    OTHER
  }

  /** The way to an answer about a catalogue. */
  @FunctionalInterface
  private interface Search {
    Resolution in(Catalogue catalogue);
  }

  /** One of both. */
  private record Answer(Optional<JobPlan> plan, Optional<PlanRefusal> refusal) {}
}
