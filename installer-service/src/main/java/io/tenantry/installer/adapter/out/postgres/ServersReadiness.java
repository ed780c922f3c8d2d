package io.tenantry.installer.adapter.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a configured server does not answer. */
@Readiness
@ApplicationScoped
class ServersReadiness implements HealthCheck {

  private final ServerWatch watch;

  ServersReadiness(ServerWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, Optional<String>> troubles = watch.troubles();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("servers")
            .status(troubles.values().stream().allMatch(Optional::isEmpty));
    troubles.forEach((server, trouble) -> response.withData(server, trouble.orElse("answers")));
    return response.build();
  }
}
