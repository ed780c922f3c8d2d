package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.messaging.outbox.Tombstones;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantEvents;

/** The events that the service publishes, for tests without a container. */
public final class PublishedEvents {

  /** What has no value says nothing to those who follow. */
  private static final Tombstones NO_TOMBSTONES = tombstone -> Uni.createFrom().voidItem();

  private PublishedEvents() {}

  public static KeptDataEvents aboutKeptData(Outbox outbox) {
    return new OutboxKeptDataEvents(new SagaOutbox(outbox, NO_TOMBSTONES));
  }

  public static JobEvents aboutJobs(Outbox outbox) {
    return new OutboxJobEvents(new SagaOutbox(outbox, NO_TOMBSTONES));
  }

  public static ModuleFacts aboutModules(Outbox outbox) {
    return new OutboxModuleFacts(new SagaOutbox(outbox, NO_TOMBSTONES));
  }

  public static TenantEvents aboutTenants(Outbox outbox) {
    return new OutboxTenantEvents(new SagaOutbox(outbox, NO_TOMBSTONES));
  }
}
