package io.tenantry.tenantmodule.adapter.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.SweepJobs;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Sweeps again and again, on every replica, never twice at the same time on one. */
@ApplicationScoped
class SweepSchedule {

  private static final Logger LOG = Logger.getLogger(SweepSchedule.class);

  private final SweepJobs sweepJobs;

  SweepSchedule(SweepJobs sweepJobs) {
    this.sweepJobs = sweepJobs;
  }

  @Scheduled(
      identity = "job-sweep",
      every = "{tenantry.jobs.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweepJobs
        .sweep()
        .onFailure()
        .invoke(e -> LOG.warn("a sweep failed in part; the next one tries again", e))
        .onFailure()
        .recoverWithNull();
  }
}
