package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;

/** What happens to a job whose time is over: in the queue, as a whole, or for its undo. */
public final class JobDeadlines {

  private static final JobProblem WAITED_TOO_LONG =
      JobProblem.refusal("queue-deadline-passed", "Its turn did not come in time.");

  private static final JobProblem UNDO_OVERDUE =
      JobProblem.refusal("undo-overdue", "The installer did not undo the job in time.");

  private final JobChange change;
  private final JobRefusal refusal;
  private final JobStop stop;
  private final JobLog log;
  private final Clock clock;

  public JobDeadlines(JobChange change, JobRefusal refusal, JobStop stop, JobLog log, Clock clock) {
    this.change = change;
    this.refusal = refusal;
    this.stop = stop;
    this.log = log;
    this.clock = clock;
  }

  /** Looks again, now that nobody else can change the job, and moves it on if it is still due. */
  Uni<Void> enforce(DueJob due, Origin origin) {
    return change
        .of(
            Commit.DEADLINE_ENFORCED,
            due.id(),
            Scope.of(due.tenantId()),
            (tenant, job) -> enforce(tenant, job, origin))
        .replaceWithVoid();
  }

  private Uni<Job> enforce(Tenant tenant, Job job, Origin origin) {
    if (!job.isDue(clock.instant())) {
      return Uni.createFrom().item(job);
    }
    return switch (job.state()) {
      case PENDING -> refusal.withdraw(job, WAITED_TOO_LONG, origin);
      case VALIDATING ->
          refusal.refuse(tenant, job, StopReason.DEADLINE.problem(), origin).replaceWith(job);
      case RUNNING -> stop.request(job, StopReason.DEADLINE, origin);
      case ROLLING_BACK -> giveUp(job, origin);
      case MANUAL_INTERVENTION, SUCCEEDED, FAILED -> Uni.createFrom().item(job);
    };
  }

  private Uni<Job> giveUp(Job job, Origin origin) {
    Instant now = clock.instant();
    Transition transition = (Transition) JobStateMachine.decide(job.state(), JobEvent.UNDO_OVERDUE);
    Job stuck = job.failing(transition, UNDO_OVERDUE, now);
    return log.moved(stuck, transition, now, origin).replaceWith(stuck);
  }
}
