package io.tenantry.messaging.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Counts what comes in. */
@ApplicationScoped
class IntakeMetrics {

  private static final Pattern INCOMING_TOPIC =
      Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topic");

  private final MeterRegistry registry;

  /** Counts from zero for every topic that is consumed, so that the first dead letter is seen. */
  IntakeMetrics(MeterRegistry registry, Config config) {
    this.registry = registry;
    for (String name : config.getPropertyNames()) {
      if (INCOMING_TOPIC.matcher(name).matches()) {
        deadLetters(config.getValue(name, String.class));
      }
    }
  }

  void handled(String type) {
    Counter.builder("tenantry.events.handled")
        .description("Events that were handled, duplicates among them")
        .tag("type", type)
        .register(registry)
        .increment();
  }

  void deadLetter(String topic) {
    deadLetters(topic).increment();
  }

  private Counter deadLetters(String topic) {
    return Counter.builder("tenantry.dead.letters")
        .description("Records that can never be handled and went to a dead-letter topic")
        .tag("topic", topic)
        .register(registry);
  }
}
