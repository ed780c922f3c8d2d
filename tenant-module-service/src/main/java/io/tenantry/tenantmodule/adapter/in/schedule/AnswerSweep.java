package io.tenantry.tenantmodule.adapter.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.request.AnswerOnce;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes kept answers whose time is over, on every replica. */
@ApplicationScoped
class AnswerSweep {

  private static final Logger LOG = Logger.getLogger(AnswerSweep.class);

  private final AnswerOnce answerOnce;

  AnswerSweep(AnswerOnce answerOnce) {
    this.answerOnce = answerOnce;
  }

  @Scheduled(
      identity = "answer-sweep",
      every = "{tenantry.jobs.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return answerOnce
        .sweep()
        .onFailure()
        .invoke(e -> LOG.warn("old answers were not removed; the next sweep tries again", e))
        .onFailure()
        .recoverWithNull();
  }
}
