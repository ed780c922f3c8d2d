package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
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
import java.util.function.Function;

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
    return to(cause, event, action, job -> Uni.createFrom().voidItem());
  }

  /** Also takes what is done with a job that the event does not move any more. */
  Uni<Void> to(SagaEvent cause, JobEvent event, Action action, Function<Job, Uni<Void>> again) {
    return unitOfWork.oncePer(
        name(event),
        cause.eventId(),
        Scope.of(cause.tenantId()),
        () ->
            tenants
                .lock(cause.tenantId())
                .chain(
                    tenant ->
                        jobs.lock(cause.jobId())
                            .chain(job -> react(cause, event, tenant, job, action, again))));
  }

  private Uni<Void> react(
      SagaEvent cause,
      JobEvent event,
      Optional<Tenant> tenant,
      Optional<Job> job,
      Action action,
      Function<Job, Uni<Void>> again) {
    if (tenant.isEmpty() || job.isEmpty()) {
      return ignore(cause, event, Reason.ILLEGAL);
    }
    Decision decision = JobStateMachine.decide(job.get().state(), event);
    if (decision instanceof Transition transition) {
      return action.run(tenant.get(), job.get(), transition);
    }
    Reason reason = ((Ignored) decision).reason();
    return ignore(cause, event, reason)
        .chain(
            () ->
                reason == Reason.DUPLICATE ? again.apply(job.get()) : Uni.createFrom().voidItem());
  }

  /** The event changes nothing, and is counted. */
  Uni<Void> ignore(SagaEvent cause, JobEvent event, Reason reason) {
    ignoredEvents.ignored(cause.tenantId(), cause.jobId(), event, reason);
    return Uni.createFrom().voidItem();
  }

  private static Commit name(JobEvent event) {
    return switch (event) {
      case APPROVED -> Commit.JOB_APPROVED;
      case REFUSED -> Commit.JOB_REFUSED;
      case COMPLETED -> Commit.JOB_SUCCEEDED;
      case STEP_FAILED -> Commit.JOB_TURNED_BACK;
      case ROLLED_BACK -> Commit.JOB_UNDONE;
      case ROLLBACK_FAILED -> Commit.UNDO_FAILED;
      default -> throw new IllegalArgumentException(event + " is no event of the saga");
    };
  }

  /** What is done when the job moves. */
  @FunctionalInterface
  interface Action {

    Uni<Void> run(Tenant tenant, Job job, Transition transition);
  }
}
