package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;

/** Notes that the installer failed, and what came of its undo. */
public final class NoteFailure {

  private static final JobProblem UNKNOWN =
      JobProblem.refusal("installer-forgot", "The installer knew nothing of the job.");

  private final JobReaction reaction;
  private final JobLog log;
  private final JobQueue queue;
  private final JobEvents events;
  private final ModuleFacts facts;
  private final Clock clock;

  public NoteFailure(
      JobReaction reaction,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      ModuleFacts facts,
      Clock clock) {
    this.reaction = reaction;
    this.log = log;
    this.queue = queue;
    this.events = events;
    this.facts = facts;
    this.clock = clock;
  }

  /** A step failed; the undo has begun. */
  public Uni<Void> onFailed(SagaEvent cause, JobProblem reason) {
    return note(cause, JobEvent.STEP_FAILED, reason);
  }

  /** The undo failed; an operator has to decide. */
  public Uni<Void> onRollbackFailed(SagaEvent cause, JobProblem reason) {
    return note(cause, JobEvent.ROLLBACK_FAILED, reason);
  }

  /** Everything is undone; the tenant's next job begins. */
  public Uni<Void> onRolledBack(SagaEvent cause) {
    return reaction.to(
        cause,
        JobEvent.ROLLED_BACK,
        (tenant, job, transition) -> end(tenant, job, transition, cause.origin()));
  }

  private Uni<Void> note(SagaEvent cause, JobEvent event, JobProblem reason) {
    return reaction.to(
        cause,
        event,
        (tenant, job, transition) -> {
          Instant now = clock.instant();
          return log.moved(job.failing(transition, reason, now), transition, now, cause.origin());
        });
  }

  private Uni<Void> end(Tenant tenant, Job job, Transition transition, Origin origin) {
    Instant now = clock.instant();
    JobProblem reason = job.stopRequested().map(StopReason::problem).orElse(UNKNOWN);
    Job failed = job.failing(transition, reason, now);
    return log.moved(failed, transition, now, origin)
        .chain(() -> events.ended(failed, now, origin))
        .chain(() -> facts.failed(failed, origin))
        .chain(() -> queue.advance(tenant, origin));
  }
}
