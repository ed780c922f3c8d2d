package io.tenantry.tenantmodule.adapter.out.http;

import io.tenantry.tenantmodule.config.SubscriptionSettings;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Adapter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how the subscription service is; without it jobs wait, and everything else goes on. */
@Readiness
@ApplicationScoped
class SubscriptionReadiness implements HealthCheck {

  private final SubscriptionSettings settings;
  private final SubscriptionCircuit circuit;

  SubscriptionReadiness(SubscriptionSettings settings, SubscriptionCircuit circuit) {
    this.settings = settings;
    this.circuit = circuit;
  }

  @Override
  public HealthCheckResponse call() {
    boolean elsewhere = settings.adapter() == Adapter.HTTP;
    return HealthCheckResponse.named("subscription")
        .up()
        .withData("adapter", settings.adapter().name())
        .withData("circuit", elsewhere ? circuit.state().name() : "none")
        .build();
  }
}
