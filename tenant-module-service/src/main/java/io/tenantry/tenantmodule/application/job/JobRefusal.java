package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;

/** Ends a job before the installer hears of it; the tenant's next job begins. */
public final class JobRefusal {

  private final JobLog log;
  private final JobQueue queue;
  private final JobEvents events;
  private final FailureNews news;
  private final Clock clock;

  public JobRefusal(JobLog log, JobQueue queue, JobEvents events, FailureNews news, Clock clock) {
    this.log = log;
    this.queue = queue;
    this.events = events;
    this.news = news;
    this.clock = clock;
  }

  /** Refuses a job that is being validated. */
  Uni<Void> refuse(Tenant tenant, Job job, JobProblem reason, Origin origin) {
    return end(job, reason, origin).chain(() -> queue.advance(tenant, origin));
  }

  /** Refuses a job that is being validated; whoever does it sees to the queue. */
  Uni<Job> end(Job job, JobProblem reason, Origin origin) {
    Instant now = clock.instant();
    Transition transition = (Transition) JobStateMachine.decide(job.state(), JobEvent.REFUSED);
    Job refused = job.failing(transition, reason, now);
    return log.moved(refused, transition, now, origin)
        .chain(() -> events.rejected(refused, now, origin))
        .chain(() -> news.tellOfRefused(refused, origin))
        .replaceWith(refused);
  }

  /**
   * Takes a job out of the queue; nobody but the tenant has heard of it, and nobody waits for it.
   */
  Uni<Job> withdraw(Job job, JobProblem reason, Origin origin) {
    Instant now = clock.instant();
    Transition transition = (Transition) JobStateMachine.decide(job.state(), JobEvent.WITHDRAWN);
    Job withdrawn = job.failing(transition, reason, now);
    return log.moved(withdrawn, transition, now, origin)
        .chain(() -> news.tellOfRefused(withdrawn, origin))
        .replaceWith(withdrawn);
  }
}
