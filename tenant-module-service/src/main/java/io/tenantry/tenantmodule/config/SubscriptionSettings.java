package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tenantry.tenantmodule.application.subscription.FallbackRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who knows what tenants have subscribed to. */
@ConfigMapping(prefix = "tenantry.subscription")
public interface SubscriptionSettings {

  @WithDefault("embedded")
  Adapter adapter();

  /** What holds while the service elsewhere does not answer. */
  @WithDefault("wait")
  FallbackRule.Policy fallback();

  /** Age of the oldest answer that still counts then. */
  @WithDefault("24h")
  Duration fallbackAge();

  Http http();

  /** The platform itself, or a service elsewhere. */
  enum Adapter {
    EMBEDDED,
    HTTP
  }

  /** How the service elsewhere is asked. */
  interface Http {

    /** Its address; required when it is asked. */
    Optional<URI> url();

    /** File with the bearer token that it wants, read anew for each call. */
    Optional<Path> tokenFile();

    /** Time for one call. */
    @WithDefault("2s")
    Duration timeout();

    /** Calls after a failed one, before the answer counts as not known. */
    @WithDefault("2")
    @Min(0)
    @Max(10)
    int retries();

    /** Time between them, which varies by as much as a half. */
    @WithDefault("200ms")
    Duration retryDelay();

    /** Calls at the same time. */
    @WithDefault("8")
    @Min(1)
    int concurrency();

    /** Failures in a row after which it is not called any more. */
    @WithDefault("5")
    @Min(1)
    int failures();

    /** Time until it is called again then. */
    @WithDefault("60s")
    Duration reset();

    /** Time between two looks whether a job that waits for it can go on. */
    @WithDefault("5s")
    Duration pause();
  }
}
