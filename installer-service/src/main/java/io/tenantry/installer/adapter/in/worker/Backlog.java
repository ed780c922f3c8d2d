package io.tenantry.installer.adapter.in.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Load;
import io.tenantry.installer.application.port.UnitOfWork;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** Measures every few seconds how much there is to do. */
@ApplicationScoped
class Backlog {

  private static final Logger LOG = Logger.getLogger(Backlog.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final double MILLIS = 1_000.0;

  private final Tasks tasks;
  private final UnitOfWork unitOfWork;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          look -> {
            Thread thread = new Thread(look, "backlog");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Load load = new Load(0, 0, Duration.ZERO);

  Backlog(Tasks tasks, UnitOfWork unitOfWork, MeterRegistry metrics) {
    this.tasks = tasks;
    this.unitOfWork = unitOfWork;
    gauge(metrics, "waiting", "Tasks that nobody works on yet", Load::waiting);
    gauge(metrics, "running", "Tasks that workers of all replicas have", Load::running);
    gauge(
        metrics,
        "oldest.age.seconds",
        "Since when the oldest task is there that is not over",
        now -> now.oldest().toMillis() / MILLIS);
  }

  private void gauge(
      MeterRegistry metrics, String name, String description, ToDoubleFunction<Load> value) {
    Gauge.builder("tenantry.installer.tasks." + name, () -> value.applyAsDouble(load))
        .description(description)
        .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    timer.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @Priority(1) ShutdownEvent stopping) {
    timer.shutdownNow();
  }

  private void look() {
    try {
      load = unitOfWork.await(tasks::load);
    } catch (RuntimeException e) {
      LOG.debugf("the backlog cannot be measured now: %s", e);
    }
  }
}
