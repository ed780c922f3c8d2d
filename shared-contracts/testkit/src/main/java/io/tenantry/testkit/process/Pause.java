package io.tenantry.testkit.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The time between two looks at a condition. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting");
    }
  }
}
