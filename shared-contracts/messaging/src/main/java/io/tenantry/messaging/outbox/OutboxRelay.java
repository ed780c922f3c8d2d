package io.tenantry.messaging.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.messaging.MessagingSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds, on a thread of its own, in one replica of the service at a time.
 *
 * <p>It is woken in-process by {@link #wake()} after a local commit, and looks by itself for what
 * other replicas have committed: every poll interval after work, backing off to the idle interval.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

  private final RelayPass pass;
  private final OutboxLease lease;
  private final OutboxUpkeep upkeep;
  private final MessagingSettings.Outbox settings;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean running = true;

  OutboxRelay(RelayPass pass, OutboxLease lease, OutboxUpkeep upkeep, MessagingSettings settings) {
    this.pass = pass;
    this.lease = lease;
    this.upkeep = upkeep;
    this.settings = settings.outbox();
  }

  /** There is something to send: a transaction with an event has committed. */
  public void wake() {
    work.release();
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  /** Runs after everything that may still commit events has stopped. */
  void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping)
      throws InterruptedException {
    running = false;
    wake();
    thread.join(TIME_TO_STOP.toMillis());
  }

  private void run() {
    Duration pause = settings.pollInterval();
    while (running) {
      pause = next(pause);
      await(pause);
    }
    flush();
  }

  private Duration next(Duration lastPause) {
    try {
      upkeep.whenDue();
      if (!lease.held()) {
        return settings.idleInterval();
      }
      return switch (pass.run()) {
        case SENT -> Duration.ZERO;
        case STUCK -> PAUSE_AFTER_FAILURE;
        case NOTHING_TO_SEND -> longer(lastPause);
      };
    } catch (SQLException | RuntimeException | Error e) {
      // nobody else would notice if this thread ended
      LOG.warnf("the outbox cannot be relayed now, events wait: %s", e);
      LOG.debug("the outbox cannot be relayed now", e);
      return PAUSE_AFTER_FAILURE;
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
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** What is committed leaves with us when Kafka answers, instead of waiting for a successor. */
  private void flush() {
    try {
      while (lease.held() && pass.run() == RelayPass.Result.SENT) {
        LOG.debug("sent what was left in the outbox");
      }
      lease.release();
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("the outbox is left to another replica: %s", e.getMessage());
    }
  }
}
