package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.StopReason;
import java.time.Clock;

/**
 * Asks the installer, once, to stop a running job. The job's state stays; the installer decides.
 */
public final class JobStop {

  private final JobLog log;
  private final JobEvents events;
  private final Clock clock;

  public JobStop(JobLog log, JobEvents events, Clock clock) {
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** Answers the job as it is then; unchanged when it was asked before. */
  Uni<Job> request(Job job, StopReason reason, Origin origin) {
    if (!job.canBeStopped()) {
      return Uni.createFrom().item(job);
    }
    Job asked = job.stopping(reason);
    return log.noted(asked, "job.stop-requested", reason.name(), clock.instant(), origin)
        .chain(() -> events.stopRequested(asked, clock.instant(), origin))
        .replaceWith(asked);
  }
}
