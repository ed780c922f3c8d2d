package io.tenantry.installer.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Takes the order to make a tenant's database. */
public final class TakeTenant {

  private final Tasks tasks;
  private final TenantEvents events;
  private final UnitOfWork unitOfWork;

  public TakeTenant(Tasks tasks, TenantEvents events, UnitOfWork unitOfWork) {
    this.tasks = tasks;
    this.events = events;
    this.unitOfWork = unitOfWork;
  }

  /** A tenant was registered that wants a database of its own. */
  public Uni<Void> onRegistered(UUID eventId, String tenantId, Origin origin) {
    UUID taskId =
        UUID.nameUUIDFromBytes(("provisioning of " + tenantId).getBytes(StandardCharsets.UTF_8));
    return unitOfWork.oncePer(
        Commit.TENANT_TAKEN,
        eventId,
        () -> tasks.addProvisioning(taskId, tenantId, origin).replaceWithVoid());
  }

  /** A tenant was registered that wants something else. */
  public Uni<Void> onRegisteredOtherwise(
      UUID eventId, String tenantId, String isolation, Origin origin) {
    return unitOfWork.oncePer(
        Commit.TENANT_TAKEN,
        eventId,
        () ->
            events.provisioningFailed(
                tenantId,
                "isolation-not-supported",
                "Isolation %s is not supported; DATABASE is.".formatted(isolation),
                origin));
  }
}
