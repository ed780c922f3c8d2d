package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets a tenant's jobs begin one after the other. */
public final class JobQueue {

  private final Jobs jobs;
  private final TenantModules modules;
  private final JobEvents events;
  private final AuditTrail audit;
  private final Clock clock;
  private final Duration timeForAJob;

  public JobQueue(
      Jobs jobs,
      TenantModules modules,
      JobEvents events,
      AuditTrail audit,
      Clock clock,
      Duration timeForAJob) {
    this.jobs = jobs;
    this.modules = modules;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
    this.timeForAJob = timeForAJob;
  }

  /** Whether a new job of the tenant may begin at once. */
  boolean isFree(Tenant tenant, List<Job> unfinished) {
    return tenant.runsJobs() && unfinished.isEmpty();
  }

  /** The job as it is when its turn has come. */
  Job begin(Job job) {
    Transition transition =
        (Transition) JobStateMachine.decide(JobState.PENDING, JobEvent.LEFT_QUEUE);
    return job.leavingQueue(transition, clock.instant().plus(timeForAJob));
  }

  /** Lets the oldest queued job begin when nothing holds the tenant, which has to be locked. */
  public Uni<Void> advance(Tenant tenant, Origin origin) {
    if (!tenant.runsJobs()) {
      return Uni.createFrom().voidItem();
    }
    return jobs.unfinished(tenant.id())
        .chain(
            unfinished ->
                unfinished.isEmpty()
                        || unfinished.stream().anyMatch(job -> job.state().holdsTheTenant())
                    ? Uni.createFrom().voidItem()
                    : start(unfinished.get(0), origin));
  }

  private Uni<Void> start(Job queued, Origin origin) {
    Instant now = clock.instant();
    Job job = begin(queued);
    AuditEntry entry =
        AuditEntry.of(job.tenantId(), "job.began", job.id().toString(), job.state().name());
    return jobs.update(job, List.of(job.state()), now)
        .chain(() -> audit.record(entry, origin))
        .chain(() -> modules.of(job.tenantId()))
        .chain(installed -> events.requested(job, installed, now, origin));
  }
}
