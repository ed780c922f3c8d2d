package io.tenantry.tenantmodule.config;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Adapter;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Http;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Refuses to start where the subscription service could never be asked. */
@ApplicationScoped
class AcceptedSubscription {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  void check(@Observes StartupEvent started, SubscriptionSettings settings) {
    if (settings.adapter() == Adapter.HTTP) {
      check(settings);
    }
  }

  static void check(SubscriptionSettings settings) {
    check("fallback-age", settings.fallbackAge());
    check(settings.http());
  }

  private static void check(Http http) {
    if (http.url().filter(AcceptedSubscription::isAddress).isEmpty()) {
      throw new IllegalStateException(
          "Set tenantry.subscription.http.url to the address of the subscription service, such as"
              + " https://billing.example, or tenantry.subscription.adapter to embedded");
    }
    Map.of("http.timeout", http.timeout(), "http.reset", http.reset(), "http.pause", http.pause())
        .forEach(AcceptedSubscription::check);
    if (http.retryDelay().isNegative()) {
      throw new IllegalStateException(
          "Set tenantry.subscription.http.retry-delay to a time that is not negative");
    }
  }

  private static void check(String name, Duration time) {
    if (time.toMillis() <= 0) {
      throw new IllegalStateException(
          "Set tenantry.subscription.%s to a time longer than nothing, such as 2s; it is %s"
              .formatted(name, time));
    }
  }

  private static boolean isAddress(URI url) {
    return url.getHost() != null && SCHEMES.contains(url.getScheme());
  }
}
