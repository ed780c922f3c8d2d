package io.tenantry.tenantmodule;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that asks another one for subscriptions, and does not wait long for it. */
public final class SubscribedElsewhere implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    String http = "tenantry.subscription.http.";
    return Map.of(
        "tenantry.subscription.adapter",
        "http",
        http + "timeout",
        "1s",
        http + "retry-delay",
        "10ms",
        http + "reset",
        "6s",
        http + "pause",
        "200ms",
        "tenantry.jobs.sweep-interval",
        "200ms");
  }
}
