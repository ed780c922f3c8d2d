package io.tenantry.tenantmodule.adapter.out.messaging;

import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantEvents;

/** The events that the service publishes, for tests without a container. */
public final class PublishedEvents {

  private PublishedEvents() {}

  public static JobEvents aboutJobs(Outbox outbox) {
    return new OutboxJobEvents(new SagaOutbox(outbox));
  }

  public static ModuleFacts aboutModules(Outbox outbox) {
    return new OutboxModuleFacts(new SagaOutbox(outbox));
  }

  public static TenantEvents aboutTenants(Outbox outbox) {
    return new OutboxTenantEvents(new SagaOutbox(outbox));
  }
}
