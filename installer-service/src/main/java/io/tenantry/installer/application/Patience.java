package io.tenantry.installer.application;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long and how often a task waits for something that is out of reach: exponential backoff with
 * full jitter, so that many tasks do not come back at the same moment.
 *
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     backoff and jitter</a>
 */
public final class Patience {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration WHEN_BUSY = Duration.ofMillis(100);
  private static final int LARGEST_EXPONENT = 20;

  private final Duration longest;
  private final int mostAttempts;
  private final RandomGenerator random;

  /** Takes the longest pause, and after how many attempts in a row a task gives up. */
  public Patience(Duration longest, int mostAttempts, RandomGenerator random) {
    this.longest = longest;
    this.mostAttempts = mostAttempts;
    this.random = random;
  }

  Duration pause(int attempts) {
    long most =
        Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(attempts - 1, LARGEST_EXPONENT));
    return Duration.ofMillis(random.nextLong(most + 1));
  }

  boolean isExhausted(int attempts) {
    return attempts >= mostAttempts;
  }

  /** A moment, while another job does what this one needs. */
  Duration whenBusy() {
    return WHEN_BUSY;
  }
}
