package io.tenantry.messaging.crash;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where units of work, and the way of events, can be cut off. */
public enum MessagingPoint implements CrashPoint {
  /** A unit of work is done and not committed. */
  COMMIT_PENDING,
  /** Kafka has acknowledged events that are not marked as sent. */
  EVENTS_PUBLISHED,
  /** They are marked. */
  EVENTS_MARKED,
  /** What an event causes has committed, and the event is not acknowledged. */
  EVENT_HANDLED;

  /** Tells their names. */
  static final class Names {

    @Produces
    @Singleton
    CrashPointNames messagingPoints() {
      return CrashPointNames.of(values());
    }
  }
}
