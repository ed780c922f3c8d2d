package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.job.Resolution.CleanedUp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Carries out what an operator decides about a job whose undo failed. */
public final class ResolveJob {

  private static final String ACTION = "job.resolved";

  private static final JobProblem NOT_UNDONE =
      JobProblem.refusal("rollback-failed", "An operator had to clean up.");

  private final JobChange change;
  private final JobLog log;
  private final JobEvents events;
  private final FailureNews news;
  private final Clock clock;
  private final Duration timeForAnUndo;

  public ResolveJob(
      JobChange change,
      JobLog log,
      JobEvents events,
      FailureNews news,
      Clock clock,
      Duration timeForAnUndo) {
    this.change = change;
    this.log = log;
    this.events = events;
    this.news = news;
    this.clock = clock;
    this.timeForAnUndo = timeForAnUndo;
  }

  /**
   * Takes whose jobs the caller may reach. The job that waits behind this one begins with the next
   * sweep, because a request has a budget of statements.
   */
  public Uni<Optional<ChangeOutcome>> handle(
      UUID id, Scope scope, Resolution resolution, Origin origin) {
    return change.of(
        Commit.JOB_RESOLVED, id, scope, (tenant, job) -> resolve(job, resolution, origin));
  }

  private Uni<ChangeOutcome> resolve(Job job, Resolution resolution, Origin origin) {
    if (job.state() != JobState.MANUAL_INTERVENTION) {
      return log.refused(job, ACTION, origin).replaceWith(new ChangeOutcome.NotInThisState(job));
    }
    Uni<Job> resolved =
        resolution instanceof CleanedUp cleanedUp
            ? end(job, cleanedUp.note(), origin)
            : undoAgain(job, origin);
    return resolved.map(ChangeOutcome.Accepted::new);
  }

  private Uni<Job> undoAgain(Job job, Origin origin) {
    Instant now = clock.instant();
    Transition transition = transition(job, JobEvent.UNDO_REQUESTED);
    Job undoing = job.moving(transition, now).undoingUntil(now.plus(timeForAnUndo));
    return log.decided(undoing, transition, ACTION, "UNDO_AGAIN", now, origin)
        .chain(() -> events.undoRequested(undoing, now, origin))
        .replaceWith(undoing);
  }

  private Uni<Job> end(Job job, String note, Origin origin) {
    Instant now = clock.instant();
    Transition transition = transition(job, JobEvent.DECLARED_CLEAN);
    Job failed = job.failing(transition, NOT_UNDONE, now);
    return log.decided(failed, transition, ACTION, "CLEANED_UP " + note, now, origin)
        .chain(() -> events.resolved(failed, note, now, origin))
        .chain(() -> news.tellOfUndone(failed, origin))
        .replaceWith(failed);
  }

  private static Transition transition(Job job, JobEvent event) {
    return (Transition) JobStateMachine.decide(job.state(), event);
  }
}
