package io.tenantry.installer.application.tenant;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.TaskState;
import java.util.function.Supplier;

/** Makes a tenant's database. */
public final class ProvisionDatabase {

  private final Tasks tasks;
  private final Provisioner provisioner;
  private final TenantEvents events;
  private final UnitOfWork unitOfWork;
  private final Supplier<DatabaseRef> newDatabase;

  /** Takes how a database gets its server and its name, which tells nothing about the tenant. */
  public ProvisionDatabase(
      Tasks tasks,
      Provisioner provisioner,
      TenantEvents events,
      UnitOfWork unitOfWork,
      Supplier<DatabaseRef> newDatabase) {
    this.tasks = tasks;
    this.provisioner = provisioner;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.newDatabase = newDatabase;
  }

  public void run(Claim claim) {
    DatabaseRef database =
        unitOfWork.await(() -> tasks.assignDatabase(claim.tenantId(), newDatabase.get()));
    try {
      provisioner.ensure(database);
    } catch (NotProvisioned e) {
      giveUp(claim, e);
      return;
    }
    unitOfWork.<Void>await(
        () ->
            tasks
                .hold(claim, true)
                .map(held -> held.orElseThrow(() -> new TaskLostException(claim.taskId())))
                .chain(() -> tasks.end(claim, TaskState.COMPLETED))
                .chain(() -> events.provisioned(claim.tenantId(), database, claim.origin())));
  }

  private void giveUp(Claim claim, NotProvisioned reason) {
    unitOfWork.<Void>await(
        () ->
            tasks
                .hold(claim, true)
                .map(held -> held.orElseThrow(() -> new TaskLostException(claim.taskId())))
                .chain(() -> tasks.end(claim, TaskState.UNDONE))
                .chain(
                    () ->
                        events.provisioningFailed(
                            claim.tenantId(), reason.code(), reason.getMessage(), claim.origin())));
  }
}
