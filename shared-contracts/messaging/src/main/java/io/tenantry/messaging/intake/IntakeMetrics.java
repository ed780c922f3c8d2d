package io.tenantry.messaging.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what comes in. */
@ApplicationScoped
class IntakeMetrics {

  private final MeterRegistry registry;

  IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void handled(String type) {
    Counter.builder("tenantry.events.handled")
        .description("Events that were handled, duplicates among them")
        .tag("type", type)
        .register(registry)
        .increment();
  }

  void deadLetter(String topic) {
    Counter.builder("tenantry.dead.letters")
        .description("Records that can never be handled and went to a dead-letter topic")
        .tag("topic", topic)
        .register(registry)
        .increment();
  }
}
