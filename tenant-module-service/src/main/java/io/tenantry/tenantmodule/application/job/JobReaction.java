package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.job.Decision;
import io.tenantry.tenantmodule.domain.job.Decision.Ignored;
import io.tenantry.tenantmodule.domain.job.Decision.Reason;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;

/**
 * The way every event of the saga takes: once per event, tenant and job locked, the state machine
 * asked, and the action done only when the job moves.
 */
public final class JobReaction {

  private final Tenants tenants;
  private final Jobs jobs;
  private final IgnoredEvents ignoredEvents;
  private final UnitOfWork unitOfWork;

  public JobReaction(
      Tenants tenants, Jobs jobs, IgnoredEvents ignoredEvents, UnitOfWork unitOfWork) {
    this.tenants = tenants;
    this.jobs = jobs;
    this.ignoredEvents = ignoredEvents;
    this.unitOfWork = unitOfWork;
  }

  Uni<Void> to(SagaEvent cause, JobEvent event, Action action) {
    return unitOfWork.oncePer(
        cause.eventId(),
        Scope.of(cause.tenantId()),
        () ->
            tenants
                .lock(cause.tenantId())
                .chain(
                    tenant ->
                        jobs.lock(cause.jobId())
                            .chain(job -> react(cause, event, tenant, job, action))));
  }

  private Uni<Void> react(
      SagaEvent cause, JobEvent event, Optional<Tenant> tenant, Optional<Job> job, Action action) {
    if (tenant.isEmpty() || job.isEmpty()) {
      return ignore(cause, event, Reason.ILLEGAL);
    }
    Decision decision = JobStateMachine.decide(job.get().state(), event);
    return decision instanceof Transition transition
        ? action.run(tenant.get(), job.get(), transition)
        : ignore(cause, event, ((Ignored) decision).reason());
  }

  private Uni<Void> ignore(SagaEvent cause, JobEvent event, Reason reason) {
    ignoredEvents.ignored(cause.tenantId(), cause.jobId(), event, reason);
    return Uni.createFrom().voidItem();
  }

  /** What is done when the job moves. */
  @FunctionalInterface
  interface Action {

    Uni<Void> run(Tenant tenant, Job job, Transition transition);
  }
}
