package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.RangeNotation;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Accepts what is asked for about a module; the job begins at once or waits for its turn. */
public final class RequestJob {

  private final Tenants tenants;
  private final Jobs jobs;
  private final TenantModules modules;
  private final KeptDataStore keptData;
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
      KeptDataStore keptData,
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
    this.keptData = keptData;
    this.queue = queue;
    this.events = events;
    this.audit = audit;
    this.ranges = ranges;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.ids = ids;
    this.timeInQueue = timeInQueue;
  }

  public Uni<RequestOutcome> handle(JobCommand command, Origin origin) {
    command.versionRange().ifPresent(ranges::check);
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
  Uni<RequestOutcome> request(Tenant tenant, JobCommand command, Origin origin) {
    if (tenant.isSuspended()) {
      return refuse(new RequestOutcome.TenantSuspended(tenant), command, origin);
    }
    if (!tenant.acceptsJobs()) {
      return refuse(new RequestOutcome.TenantNotUsable(tenant), command, origin);
    }
    return jobs.unfinished(tenant.id())
        .chain(
            unfinished ->
                installed(command).map(installed -> new Situation(tenant, unfinished, installed)))
        .chain(
            situation ->
                obstacle(command, situation)
                    .map(obstacle -> refuse(obstacle, command, origin))
                    .orElseGet(() -> restore(command, situation, origin)));
  }

  private Uni<List<InstalledModule>> installed(JobCommand command) {
    return command
        .restores()
        .map(data -> modules.of(command.tenantId(), data))
        .orElseGet(() -> modules.of(command.tenantId()));
  }

  private static Optional<RequestOutcome> obstacle(JobCommand command, Situation situation) {
    Optional<RequestOutcome> running =
        situation.unfinishedJobOf(command.module()).map(RequestOutcome.InProgress::new);
    return running.or(() -> obstacle(command, situation.installed(command.module())));
  }

  /** What is there cannot be installed, and nothing else can be done with what is not. */
  private static Optional<RequestOutcome> obstacle(
      JobCommand command, Optional<InstalledModule> present) {
    if (command.kind() == JobKind.INSTALL) {
      return present.map(RequestOutcome.AlreadyInstalled::new);
    }
    return present.isPresent()
        ? Optional.empty()
        : Optional.of(new RequestOutcome.NotInstalled(command.module()));
  }

  /** What it is to begin with has to be there, from a module of that name, and to stay. */
  private Uni<RequestOutcome> restore(JobCommand command, Situation situation, Origin origin) {
    return command
        .restores()
        .map(
            id ->
                keptData
                    .find(id)
                    .map(found -> found.flatMap(data -> restore(command, data)))
                    .chain(
                        found ->
                            found.isPresent()
                                ? accept(command, situation, found, origin)
                                : refuse(
                                    new RequestOutcome.NotRestorable(id, command.module()),
                                    command,
                                    origin)))
        .orElseGet(() -> accept(command, situation, Optional.empty(), origin));
  }

  private static Optional<Restore> restore(JobCommand command, KeptData data) {
    boolean fits =
        data.tenantId().equals(command.tenantId())
            && data.module().equals(command.module())
            && data.status() == KeptDataStatus.KEPT;
    return fits ? Optional.of(new Restore(data.id(), data.version())) : Optional.empty();
  }

  private Uni<RequestOutcome> accept(
      JobCommand command, Situation situation, Optional<Restore> restore, Origin origin) {
    Instant now = clock.instant();
    Job queued =
        Job.requested(
            ids.get(),
            command.tenantId(),
            command.request(situation.installed(command.module()), restore),
            origin.actor(),
            now,
            now.plus(timeInQueue));
    boolean atOnce = queue.isFree(situation.tenant(), situation.unfinished());
    Job job = atOnce ? queue.begin(queued) : queued;
    List<JobState> path =
        atOnce ? List.of(JobState.PENDING, job.state()) : List.of(JobState.PENDING);
    return jobs.add(job, path, now)
        .chain(() -> audit.record(entry(command, job.id() + " " + job.state()), origin))
        .chain(
            () ->
                atOnce
                    ? events.requested(job, situation.installed(), now, origin)
                    : Uni.createFrom().voidItem())
        .replaceWith(new RequestOutcome.Accepted(job));
  }

  private Uni<RequestOutcome> refuse(RequestOutcome obstacle, JobCommand command, Origin origin) {
    return audit
        .record(entry(command, "REFUSED " + obstacle.getClass().getSimpleName()), origin)
        .chain(() -> answer(obstacle));
  }

  private static AuditEntry entry(JobCommand command, String outcome) {
    String retry = command.retryOf().map(job -> ", retry of " + job).orElse("");
    return AuditEntry.of(
        command.tenantId(), command.action(), command.module().value(), outcome + retry);
  }

  private static Uni<RequestOutcome> answer(RequestOutcome outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** How things are with the tenant when something is asked for. */
  private record Situation(Tenant tenant, List<Job> unfinished, List<InstalledModule> installed) {

    Optional<Job> unfinishedJobOf(ModuleName module) {
      return unfinished.stream().filter(job -> job.module().equals(module)).findFirst();
    }

    Optional<InstalledModule> installed(ModuleName module) {
      return installed.stream().filter(one -> one.module().equals(module)).findFirst();
    }
  }
}
