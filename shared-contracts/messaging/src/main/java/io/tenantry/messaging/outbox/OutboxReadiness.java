package io.tenantry.messaging.outbox;

import io.tenantry.messaging.MessagingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the oldest unsent event has been waiting for too long. */
@Readiness
@ApplicationScoped
class OutboxReadiness implements HealthCheck {

  private final OutboxUpkeep upkeep;
  private final Duration maxAge;

  OutboxReadiness(OutboxUpkeep upkeep, MessagingSettings settings) {
    this.upkeep = upkeep;
    this.maxAge = settings.outbox().maxAge();
  }

  @Override
  public HealthCheckResponse call() {
    OutboxBacklog backlog = upkeep.backlog();
    return HealthCheckResponse.named("outbox")
        .status(backlog.age().compareTo(maxAge) <= 0)
        .withData("unsent", backlog.unsent())
        .withData("oldestAgeSeconds", backlog.age().toSeconds())
        .withData("maxAgeSeconds", maxAge.toSeconds())
        .build();
  }
}
