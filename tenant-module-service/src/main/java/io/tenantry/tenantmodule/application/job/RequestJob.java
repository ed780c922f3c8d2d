package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.RangeNotation;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Accepts the request to install a module; it begins at once or waits for its turn. */
public final class RequestJob {

  private static final String ACTION = "installation.requested";

  private final Tenants tenants;
  private final Jobs jobs;
  private final TenantModules modules;
  private final JobQueue queue;
  private final JobEvents events;
  private final AuditTrail audit;
  private final RangeNotation ranges;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Duration timeInQueue;

  public RequestJob(
      Tenants tenants,
      Jobs jobs,
      TenantModules modules,
      JobQueue queue,
      JobEvents events,
      AuditTrail audit,
      RangeNotation ranges,
      UnitOfWork unitOfWork,
      Clock clock,
      Supplier<UUID> ids,
      Duration timeInQueue) {
    this.tenants = tenants;
    this.jobs = jobs;
    this.modules = modules;
    this.queue = queue;
    this.events = events;
    this.audit = audit;
    this.ranges = ranges;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.ids = ids;
    this.timeInQueue = timeInQueue;
  }

  public Uni<RequestOutcome> handle(Command command, Origin origin) {
    ranges.check(command.versionRange());
    return unitOfWork.run(
        Commit.JOB_REQUESTED,
        Scope.of(command.tenantId()),
        () ->
            tenants
                .lock(command.tenantId())
                .chain(
                    found ->
                        found
                            .map(tenant -> request(tenant, command, origin))
                            .orElseGet(() -> answer(new RequestOutcome.NoSuchTenant()))));
  }

  /** The same within a unit of work in which the tenant is locked. */
  Uni<RequestOutcome> request(Tenant tenant, Command command, Origin origin) {
    if (!tenant.acceptsJobs()) {
      return refuse(new RequestOutcome.TenantNotUsable(tenant), command, origin);
    }
    return jobs.unfinished(tenant.id())
        .chain(
            unfinished ->
                modules
                    .of(tenant.id())
                    .chain(
                        installed ->
                            obstacle(command, unfinished, installed)
                                .map(obstacle -> refuse(obstacle, command, origin))
                                .orElseGet(
                                    () -> accept(tenant, command, unfinished, installed, origin))));
  }

  private static Optional<RequestOutcome> obstacle(
      Command command, List<Job> unfinished, List<InstalledModule> installed) {
    Optional<RequestOutcome> running =
        unfinished.stream()
            .filter(job -> job.module().equals(command.module()))
            .findFirst()
            .map(RequestOutcome.InProgress::new);
    Optional<RequestOutcome> present =
        installed.stream()
            .filter(module -> module.module().equals(command.module()))
            .findFirst()
            .map(RequestOutcome.AlreadyInstalled::new);
    return running.or(() -> present);
  }

  private Uni<RequestOutcome> accept(
      Tenant tenant,
      Command command,
      List<Job> unfinished,
      List<InstalledModule> installed,
      Origin origin) {
    Instant now = clock.instant();
    Job queued =
        Job.requested(
            ids.get(),
            tenant.id(),
            new Job.Request(
                JobKind.INSTALL,
                command.module(),
                command.versionRange(),
                command.parameters(),
                command.allowPrereleases(),
                command.retryOf()),
            origin.actor(),
            now,
            now.plus(timeInQueue));
    boolean atOnce = queue.isFree(tenant, unfinished);
    Job job = atOnce ? queue.begin(queued) : queued;
    List<JobState> path =
        atOnce ? List.of(JobState.PENDING, job.state()) : List.of(JobState.PENDING);
    return jobs.add(job, path, now)
        .chain(() -> audit.record(entry(command, job.id() + " " + job.state()), origin))
        .chain(
            () ->
                atOnce
                    ? events.requested(job, installed, now, origin)
                    : Uni.createFrom().voidItem())
        .replaceWith(new RequestOutcome.Accepted(job));
  }

  private Uni<RequestOutcome> refuse(RequestOutcome obstacle, Command command, Origin origin) {
    return audit
        .record(entry(command, "REFUSED " + obstacle.getClass().getSimpleName()), origin)
        .chain(() -> answer(obstacle));
  }

  private static AuditEntry entry(Command command, String outcome) {
    String retry = command.retryOf().map(job -> ", retry of " + job).orElse("");
    return AuditEntry.of(command.tenantId(), ACTION, command.module().value(), outcome + retry);
  }

  private static Uni<RequestOutcome> answer(RequestOutcome outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** Install this module for that tenant. */
  public record Command(
      TenantId tenantId,
      ModuleName module,
      String versionRange,
      String parameters,
      boolean allowPrereleases,
      Optional<UUID> retryOf) {

    public Command(
        TenantId tenantId,
        ModuleName module,
        String versionRange,
        String parameters,
        boolean allowPrereleases) {
      this(tenantId, module, versionRange, parameters, allowPrereleases, Optional.empty());
    }

    /** What that job was asked for. */
    static Command again(Job job) {
      return new Command(
          job.tenantId(),
          job.module(),
          job.versionRange(),
          job.parameters(),
          job.allowPrereleases(),
          Optional.of(job.id()));
    }
  }
}
