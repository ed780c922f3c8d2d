package io.tenantry.tenantmodule.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses to start where data would be destroyed before anybody could want it back, or never. */
@ApplicationScoped
class AcceptedRetention {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  void check(@Observes StartupEvent started, KeptDataSettings settings) {
    check(settings.retention());
  }

  static void check(Duration retention) {
    if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
      throw new IllegalStateException(
          "Set tenantry.kept-data.retention to a time between %s and %s, such as 30d; it is %s"
              .formatted(SHORTEST, LONGEST, retention));
    }
  }
}
