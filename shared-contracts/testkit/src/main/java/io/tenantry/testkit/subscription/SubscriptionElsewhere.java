package io.tenantry.testkit.subscription;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Gives a service under test a subscription service that is not in a hurry to be asked again. */
public final class SubscriptionElsewhere implements QuarkusTestResourceLifecycleManager {

  private static SubscriptionServer running;

  /**
   * The service of the tests that are running.
   *
   * @throws IllegalStateException outside of tests that use this resource
   */
  public static SubscriptionServer running() {
    return Optional.ofNullable(running)
        .orElseThrow(() -> new IllegalStateException("no service was started for these tests"));
  }

  @Override
  public Map<String, String> start() {
    try {
      running = SubscriptionServer.start(0);
    } catch (IOException e) {
      throw new UncheckedIOException("the subscription service cannot listen", e);
    }
    return Map.of("tenantry.subscription.http.url", running.address().toString());
  }

  @Override
  public void stop() {
    Optional.ofNullable(running).ifPresent(SubscriptionServer::close);
    running = null;
  }
}
