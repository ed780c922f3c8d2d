package io.tenantry.messaging.outbox;

import java.time.Duration;

/**
 * What waits in the outbox.
 *
 * @param unsent number of events
 * @param age for how long the oldest has been waiting
 */
public record OutboxBacklog(long unsent, Duration age) {

  public static final OutboxBacklog EMPTY = new OutboxBacklog(0, Duration.ZERO);
}
