package io.tenantry.installer.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /**
   * A tenant was registered that wants a database of its own. Whoever says so again, when it has
   * one, is told again where it is.
   */
  public Uni<Void> onRegistered(UUID eventId, String tenantId, Origin origin) {
    UUID taskId =
        UUID.nameUUIDFromBytes(("provisioning of " + tenantId).getBytes(StandardCharsets.UTF_8));
    return unitOfWork.oncePer(
        Commit.TENANT_TAKEN,
        eventId,
        () ->
            tasks
                .addProvisioning(taskId, tenantId, origin)
                .chain(
                    isNew ->
                        isNew ? Uni.createFrom().voidItem() : tellAgain(taskId, tenantId, origin)));
  }

  /** What could not be made was told with its reason; there is nothing new to say about it. */
  private Uni<Void> tellAgain(UUID taskId, String tenantId, Origin origin) {
    return tasks
        .ended(taskId)
        .map(ended -> ended.filter(one -> one.claim().state() == TaskState.COMPLETED))
        .chain(made -> made.isEmpty() ? none() : tasks.databaseOf(tenantId))
        .chain(
            database ->
                database
                    .map(one -> events.provisioned(tenantId, one, origin))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private static Uni<Optional<DatabaseRef>> none() {
    return Uni.createFrom().item(Optional.empty());
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
