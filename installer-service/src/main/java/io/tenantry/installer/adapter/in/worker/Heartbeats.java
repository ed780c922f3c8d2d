package io.tenantry.installer.adapter.in.worker;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.config.InstallerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Says for workers that they are alive, on a thread of its own, because they are busy. */
@ApplicationScoped
class Heartbeats {

  private static final Logger LOG = Logger.getLogger(Heartbeats.class);

  private final Tasks tasks;
  private final UnitOfWork unitOfWork;
  private final InstallerSettings.Workers settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "worker-heartbeat"));

  Heartbeats(Tasks tasks, UnitOfWork unitOfWork, InstallerSettings settings) {
    this.tasks = tasks;
    this.unitOfWork = unitOfWork;
    this.settings = settings.workers();
  }

  /** Prolongs the lease of a task while the work goes on. */
  void during(Claim claim, Runnable work) {
    long interval = settings.heartbeat().toMillis();
    ScheduledFuture<?> beats =
        timer.scheduleAtFixedRate(() -> beat(claim), interval, interval, TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      beats.cancel(false);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void beat(Claim claim) {
    try {
      boolean ours =
          unitOfWork.await(Commit.LEASE_PROLONGED, () -> tasks.prolong(claim, settings.lease()));
      if (!ours) {
        LOG.infof("jobId=%s tenantId=%s is not ours any more", claim.taskId(), claim.tenantId());
      }
    } catch (RuntimeException | Error e) {
      // also an Error: a timer never calls again what has thrown something
      LOG.warnf(
          "jobId=%s tenantId=%s: no sign of life could be given: %s",
          claim.taskId(), claim.tenantId(), e);
    }
  }
}
