package io.tenantry.tenantmodule.application.subscription;

import java.time.Duration;

/**
 * What is done about plans that nobody answers about.
 *
 * @param age of the oldest answer that still counts
 */
public record FallbackRule(Policy policy, Duration age) {

  /** They wait, are allowed when all of their modules were not long ago, or are refused. */
  public enum Policy {
    WAIT,
    CACHED,
    DENY
  }
}
