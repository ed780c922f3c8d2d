package io.tenantry.installer.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.TaskState;
import java.util.function.Supplier;

/** Makes a tenant's database, and sees to the landlord's before the first module comes. */
public final class ProvisionDatabase {

  private final Tasks tasks;
  private final Provisioner provisioner;
  private final TenantEvents events;
  private final UnitOfWork unitOfWork;
  private final Landlord landlord;
  private final Supplier<DatabaseRef> newDatabase;

  /** Takes how a database gets its server and its name, which tells nothing about the tenant. */
  public ProvisionDatabase(
      Tasks tasks,
      Provisioner provisioner,
      TenantEvents events,
      UnitOfWork unitOfWork,
      Landlord landlord,
      Supplier<DatabaseRef> newDatabase) {
    this.tasks = tasks;
    this.provisioner = provisioner;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.landlord = landlord;
    this.newDatabase = newDatabase;
  }

  public void run(Claim claim) {
    DatabaseRef database =
        unitOfWork.await(
            Commit.DATABASE_ASSIGNED,
            () -> tasks.assignDatabase(claim.tenantId(), newDatabase.get()));
    try {
      landlord.prepared();
      provisioner.ensure(database);
    } catch (NotProvisioned e) {
      giveUp(claim, Failure.of(e.code(), e.getMessage()));
      return;
    }
    end(
        claim,
        TaskState.COMPLETED,
        () -> events.provisioned(claim.tenantId(), database, claim.origin()));
  }

  /** Leaves the tenant without a database, and says why. */
  public void giveUp(Claim claim, Failure reason) {
    end(
        claim,
        TaskState.UNDONE,
        () ->
            events.provisioningFailed(
                claim.tenantId(), reason.code(), reason.detail(), claim.origin()));
  }

  private void end(Claim claim, TaskState state, Supplier<Uni<Void>> event) {
    unitOfWork.<Void>await(
        Commit.PROVISIONING_ENDED,
        () ->
            tasks
                .hold(claim, true)
                .map(held -> held.orElseThrow(() -> new TaskLostException(claim.taskId())))
                .chain(() -> tasks.end(claim, state))
                .chain(() -> event.get()));
  }
}
