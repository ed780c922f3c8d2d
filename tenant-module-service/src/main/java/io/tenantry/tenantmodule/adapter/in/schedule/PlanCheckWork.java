package io.tenantry.tenantmodule.adapter.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.CheckPlans;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks about plans that wait for the subscription service, on every replica. */
@ApplicationScoped
class PlanCheckWork {

  private static final Logger LOG = Logger.getLogger(PlanCheckWork.class);

  private final CheckPlans checkPlans;

  PlanCheckWork(CheckPlans checkPlans) {
    this.checkPlans = checkPlans;
  }

  @Scheduled(
      identity = "plan-checks",
      every = "{tenantry.jobs.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    return checkPlans
        .work()
        .onFailure()
        .invoke(e -> LOG.warn("plans were not checked in part; they are checked later", e))
        .onFailure()
        .recoverWithNull();
  }
}
