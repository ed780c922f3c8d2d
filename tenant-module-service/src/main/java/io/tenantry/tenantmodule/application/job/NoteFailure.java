package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.domain.job.Decision.Reason;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.job.Undo;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notes that the installer failed, and what came of its undo. */
public final class NoteFailure {

  private static final JobProblem UNKNOWN =
      JobProblem.refusal("installer-forgot", "The installer knew nothing of the job.");

  private final JobReaction reaction;
  private final JobLog log;
  private final JobQueue queue;
  private final JobEvents events;
  private final FailureNews news;
  private final Clock clock;
  private final Duration timeForAnUndo;

  public NoteFailure(
      JobReaction reaction,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      FailureNews news,
      Clock clock,
      Duration timeForAnUndo) {
    this.reaction = reaction;
    this.log = log;
    this.queue = queue;
    this.events = events;
    this.news = news;
    this.clock = clock;
    this.timeForAnUndo = timeForAnUndo;
  }

  /** A step failed; the undo has begun. */
  public Uni<Void> onFailed(SagaEvent cause, JobProblem reason) {
    return reaction.to(
        cause,
        JobEvent.STEP_FAILED,
        (tenant, job, transition) -> {
          Instant now = clock.instant();
          Job undoing = job.failing(transition, reason, now).undoingUntil(now.plus(timeForAnUndo));
          return log.moved(undoing, transition, now, cause.origin());
        });
  }

  /**
   * The undo failed; an operator has to decide, and finds in the report what is left to do. A
   * report from before an operator asked for the undo again says nothing about that one.
   */
  public Uni<Void> onRollbackFailed(SagaEvent cause, JobProblem reason, Undo report) {
    return reaction.to(
        cause,
        JobEvent.ROLLBACK_FAILED,
        (tenant, job, transition) ->
            job.undo().knows(report)
                ? reaction.ignore(cause, JobEvent.ROLLBACK_FAILED, Reason.LATE)
                : stick(job.partlyUndone(report), transition, reason, cause.origin()),
        job -> noteReport(job, report, cause.origin()));
  }

  /** Everything is undone; the tenant's next job begins. */
  public Uni<Void> onRolledBack(SagaEvent cause, List<Undo.Step> undone) {
    return reaction.to(
        cause,
        JobEvent.ROLLED_BACK,
        (tenant, job, transition) -> end(tenant, job.undone(undone), transition, cause.origin()));
  }

  /** The report may come after the undo's deadline has made the job wait for an operator. */
  private Uni<Void> noteReport(Job job, Undo report, Origin origin) {
    if (job.undo().knows(report) || job.undo().saysTheSameAs(report)) {
      return Uni.createFrom().voidItem();
    }
    Job reported = job.partlyUndone(report);
    return log.noted(reported, "job.undo-reported", job.state().name(), clock.instant(), origin);
  }

  private Uni<Void> stick(Job job, Transition transition, JobProblem reason, Origin origin) {
    Instant now = clock.instant();
    return log.moved(job.failing(transition, reason, now), transition, now, origin);
  }

  private Uni<Void> end(Tenant tenant, Job job, Transition transition, Origin origin) {
    Instant now = clock.instant();
    JobProblem reason = job.stopRequested().map(StopReason::problem).orElse(UNKNOWN);
    Job failed = job.failing(transition, reason, now);
    return log.moved(failed, transition, now, origin)
        .chain(() -> events.ended(failed, now, origin))
        .chain(() -> news.tellOfUndone(failed, origin))
        .chain(() -> queue.advance(tenant, origin));
  }
}
