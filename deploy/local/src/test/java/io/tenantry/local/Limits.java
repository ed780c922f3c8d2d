package io.tenantry.local;

import java.time.Duration;

/** How long a test waits at most; far longer than anything takes. */
final class Limits {

  static final Duration PROVISIONING = Duration.ofSeconds(60);
  static final Duration JOB = Duration.ofSeconds(60);

  /** For what a service does while it is killed again and again. */
  static final Duration WALK = Duration.ofMinutes(15);

  private Limits() {}
}
