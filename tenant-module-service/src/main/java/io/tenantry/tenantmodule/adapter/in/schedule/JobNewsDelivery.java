package io.tenantry.tenantmodule.adapter.in.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.tenantry.tenantmodule.application.job.FollowJobs;
import io.tenantry.tenantmodule.application.port.Committed;
import io.tenantry.tenantmodule.config.JobEventSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks for what followers of jobs have to be told, on a thread of its own: at once after a commit
 * of this replica, and from time to time for the commits of others.
 */
@ApplicationScoped
class JobNewsDelivery {

  private static final Logger LOG = Logger.getLogger(JobNewsDelivery.class);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

  private final FollowJobs followJobs;
  private final JobEventSettings settings;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "job-news");
  private volatile boolean running = true;

  JobNewsDelivery(FollowJobs followJobs, JobEventSettings settings) {
    this.followJobs = followJobs;
    this.settings = settings;
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void wake(@Observes Committed committed) {
    work.release();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    running = false;
    work.release();
    thread.join(TIME_TO_STOP.toMillis());
    followJobs.end();
  }

  private void run() {
    while (running && await()) {
      deliver();
    }
  }

  private void deliver() {
    try {
      VertxContextSupport.subscribeAndAwait(followJobs::deliver);
    } catch (Throwable e) {
      // nobody else would notice if this thread ended
      LOG.warnf("followers of jobs are told later: %s", e);
      LOG.debug("followers of jobs are told later", e);
    }
  }

  /** False when it should not go on. */
  private boolean await() {
    try {
      if (work.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
      return running;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
