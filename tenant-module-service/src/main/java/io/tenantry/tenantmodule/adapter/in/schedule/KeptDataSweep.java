package io.tenantry.tenantmodule.adapter.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.keptdata.SweepKeptData;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets kept data be purged whose time is over, on every replica. */
@ApplicationScoped
class KeptDataSweep {

  private static final Logger LOG = Logger.getLogger(KeptDataSweep.class);

  private final SweepKeptData sweepKeptData;

  KeptDataSweep(SweepKeptData sweepKeptData) {
    this.sweepKeptData = sweepKeptData;
  }

  @Scheduled(
      identity = "kept-data-sweep",
      every = "{tenantry.jobs.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweepKeptData
        .sweep()
        .onFailure()
        .invoke(e -> LOG.warn("old data was not purged; the next sweep tries again", e))
        .onFailure()
        .recoverWithNull();
  }
}
