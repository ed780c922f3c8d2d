package io.tenantry.installer.adapter.in.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.PerformTask;
import io.tenantry.installer.application.port.Leases;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.application.port.Workforce;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.messaging.MessagingSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Threads that take one task after the other. They are woken when a task comes in, and look by
 * themselves for tasks that come from elsewhere or whose worker has died.
 */
@ApplicationScoped
class WorkerPool implements Workforce {

  private static final Logger LOG = Logger.getLogger(WorkerPool.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final Leases leases;
  private final UnitOfWork unitOfWork;
  private final PerformTask performTask;
  private final Heartbeats heartbeats;
  private final WorkerShift shift;
  private final InstallerSettings.Workers settings;
  private final String name;
  private final Semaphore work = new Semaphore(0);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean running = true;
  private boolean predecessorIsGone;

  WorkerPool(
      Tasks tasks,
      Leases leases,
      UnitOfWork unitOfWork,
      PerformTask performTask,
      Heartbeats heartbeats,
      WorkerShift shift,
      InstallerSettings settings,
      MessagingSettings messaging) {
    this.tasks = tasks;
    this.leases = leases;
    this.unitOfWork = unitOfWork;
    this.performTask = performTask;
    this.heartbeats = heartbeats;
    this.shift = shift;
    this.settings = settings.workers();
    this.name = messaging.instance().orElseGet(() -> "installer-" + UUID.randomUUID());
  }

  @Override
  public void wake() {
    work.release();
  }

  void start(@Observes StartupEvent started) {
    for (int number = 1; number <= settings.threads(); number++) {
      Thread thread = new Thread(this::run, "worker-" + number);
      threads.add(thread);
      thread.start();
    }
  }

  /** Whether no worker is gone that should be there. */
  boolean isComplete() {
    return !running || threads.stream().allMatch(Thread::isAlive);
  }

  /**
   * Before the relay stops, so that the events of the last tasks still leave. A worker hands its
   * task back after the step that it is at; from one that takes too long for that, the task is
   * taken, so that nobody has to wait for its lease to run out.
   */
  void stop(@Observes @Priority(1) ShutdownEvent stopping) throws InterruptedException {
    running = false;
    shift.end();
    work.release(threads.size());
    long end = System.nanoTime() + settings.timeToStop().toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
    if (threads.stream().anyMatch(Thread::isAlive)) {
      handBack();
    }
  }

  private void handBack() {
    try {
      unitOfWork.await(Commit.LEASES_FREED, () -> leases.freeThoseOf(name));
    } catch (RuntimeException e) {
      LOG.warnf("tasks cannot be handed back, and wait for their leases to run out: %s", e);
    }
  }

  private void run() {
    Duration pause = settings.pollInterval();
    while (running) {
      pause = next(pause);
      await(pause);
    }
  }

  private Duration next(Duration lastPause) {
    try {
      succeed();
      Optional<Claim> claim =
          unitOfWork.await(Commit.TASK_CLAIMED, () -> tasks.claim(name, settings.lease()));
      if (claim.isEmpty()) {
        return longer(lastPause);
      }
      LOG.debugf("jobId=%s tenantId=%s taken", claim.get().taskId(), claim.get().tenantId());
      heartbeats.during(claim.get(), () -> performTask.run(claim.get()));
      return Duration.ZERO;
    } catch (RuntimeException | Error e) {
      // also an Error: a worker that is gone is missed by nobody
      LOG.warnf("no task can be taken now: %s", e);
      LOG.debug("no task can be taken now", e);
      return PAUSE_AFTER_FAILURE;
    }
  }

  /** A replica with a lasting name does not wait for the leases of the process that it replaces. */
  private synchronized void succeed() {
    if (!predecessorIsGone) {
      unitOfWork.await(Commit.LEASES_FREED, () -> leases.freeThoseOf(name));
      predecessorIsGone = true;
    }
  }

  private Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    if (twice.compareTo(settings.pollInterval()) < 0) {
      return settings.pollInterval();
    }
    return twice.compareTo(settings.idleInterval()) > 0 ? settings.idleInterval() : twice;
  }

  private void await(Duration pause) {
    try {
      if (work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.trace("woken");
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
