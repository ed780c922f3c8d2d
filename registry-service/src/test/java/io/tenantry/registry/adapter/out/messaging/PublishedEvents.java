package io.tenantry.registry.adapter.out.messaging;

import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.application.port.PlanEvents;

/** The events that the service publishes, for tests without a container. */
public final class PublishedEvents {

  private PublishedEvents() {}

  public static PlanEvents through(Outbox outbox) {
    return new OutboxPlanEvents(outbox);
  }
}
