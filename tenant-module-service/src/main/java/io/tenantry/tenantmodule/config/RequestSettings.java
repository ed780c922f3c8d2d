package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests are answered. */
@ConfigMapping(prefix = "tenantry.requests")
public interface RequestSettings {

  /** Time for which the answer to a request with an Idempotency-Key is kept. */
  @WithDefault("24h")
  Duration answerRetention();
}
