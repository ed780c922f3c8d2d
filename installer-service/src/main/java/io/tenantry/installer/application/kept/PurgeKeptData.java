package io.tenantry.installer.application.kept;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.job.Progress;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.LandlordUses.Release;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.FencedOut;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * Destroys kept data, and with it the module's part of the landlord database when nobody else uses
 * that. There is no way back and none is needed: whatever fails is tried again until it works.
 */
public final class PurgeKeptData {

  private final Tasks tasks;
  private final KeptDataBook book;
  private final KeptSchemas schemas;
  private final LandlordUses uses;
  private final Migrator migrator;
  private final TenantEvents events;
  private final UnitOfWork unitOfWork;
  private final Landlord landlord;

  public PurgeKeptData(
      Tasks tasks,
      KeptDataBook book,
      KeptSchemas schemas,
      LandlordUses uses,
      Migrator migrator,
      TenantEvents events,
      UnitOfWork unitOfWork,
      Landlord landlord) {
    this.tasks = tasks;
    this.book = book;
    this.schemas = schemas;
    this.uses = uses;
    this.migrator = migrator;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.landlord = landlord;
  }

  /** Goes on until everything is gone, or has to wait. */
  public Progress run(Claim claim) {
    PurgeOrder order = claim.purge().orElseThrow();
    unitOfWork
        .await(() -> tasks.databaseOf(order.tenantId()))
        .ifPresent(database -> schemas.purge(database, order.data()));
    if (unitOfWork.await(() -> book.usesLandlord(order.data().id())) && !leave(claim, order)) {
      return Progress.BUSY;
    }
    end(claim, order);
    return Progress.OVER;
  }

  /** False while another job changes the module's part of the landlord database. */
  private boolean leave(Claim claim, PurgeOrder order) {
    ModuleName module = order.data().module();
    Optional<Release> release =
        unitOfWork.await(Commit.LANDLORD_RELEASED, () -> uses.leave(claim, order));
    if (release.isEmpty()) {
      return false;
    }
    if (release.get().last()) {
      Migrator.Outcome outcome =
          migrator.remove(
              new Migrator.Run(
                  claim.taskId(), landlord.prepared(), module, release.get().fence(), List.of()));
      if (outcome instanceof FencedOut) {
        throw new TaskLostException(claim.taskId());
      }
      if (!(outcome instanceof Applied)) {
        throw new IllegalStateException("the landlord part is not removed: " + outcome);
      }
    }
    unitOfWork.<Void>await(Commit.LANDLORD_HANDED_OVER, () -> uses.handOver(claim, module));
    return true;
  }

  private void end(Claim claim, PurgeOrder order) {
    unitOfWork.<Void>await(
        Commit.PURGE_ENDED,
        () ->
            tasks
                .hold(claim, true)
                .map(held -> held.orElseThrow(() -> new TaskLostException(claim.taskId())))
                .chain(() -> tasks.end(claim, TaskState.COMPLETED))
                .chain(() -> book.strikeOut(order.data().id()))
                .chain(() -> events.purged(order, claim.origin())));
  }
}
