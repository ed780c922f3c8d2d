package io.tenantry.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.messaging.MessagingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;

/** Measures the backlog every few seconds and removes what is too old every few minutes. */
@ApplicationScoped
class OutboxUpkeep {

  private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_REMOVALS = Duration.ofMinutes(5);

  private final OutboxStore store;
  private final MessagingSettings settings;
  private volatile OutboxBacklog backlog = OutboxBacklog.EMPTY;
  private long nextMeasurement = System.nanoTime();
  private long nextRemoval = System.nanoTime();

  OutboxUpkeep(OutboxStore store, MessagingSettings settings, MeterRegistry metrics) {
    this.store = store;
    this.settings = settings;
    Gauge.builder("tenantry.outbox.unsent", this, upkeep -> upkeep.backlog.unsent())
        .description("Events that wait to be published")
        .register(metrics);
    Gauge.builder("tenantry.outbox.oldest.age", this, OutboxUpkeep::ageInSeconds)
        .description("For how long the oldest of them has been waiting")
        .baseUnit("seconds")
        .register(metrics);
  }

  OutboxBacklog backlog() {
    return backlog;
  }

  void whenDue() throws SQLException {
    long now = System.nanoTime();
    if (now - nextMeasurement >= 0) {
      backlog = store.backlog();
      nextMeasurement = now + BETWEEN_MEASUREMENTS.toNanos();
    }
    if (now - nextRemoval >= 0) {
      store.forget(settings.outbox().retention(), settings.inbox().retention());
      nextRemoval = now + BETWEEN_REMOVALS.toNanos();
    }
  }

  private double ageInSeconds() {
    return backlog.age().toMillis() / 1_000.0;
  }
}
