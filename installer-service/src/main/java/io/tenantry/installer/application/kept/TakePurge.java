package io.tenantry.installer.application.kept;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.kept.PurgeOrder;
import java.util.UUID;

/** Takes the order to destroy kept data. */
public final class TakePurge {

  private final KeptDataBook book;
  private final Tasks tasks;
  private final TenantEvents events;
  private final UnitOfWork unitOfWork;

  public TakePurge(KeptDataBook book, Tasks tasks, TenantEvents events, UnitOfWork unitOfWork) {
    this.book = book;
    this.tasks = tasks;
    this.events = events;
    this.unitOfWork = unitOfWork;
  }

  /** Whoever asks again, when it is gone, or for what was never there, is told that it is gone. */
  public Uni<Void> onRequested(UUID eventId, PurgeOrder order, Origin origin) {
    return unitOfWork.oncePer(
        Commit.PURGE_TAKEN,
        eventId,
        () ->
            book.order(order, origin)
                .chain(
                    ordered ->
                        switch (ordered) {
                          case ADDED -> Uni.createFrom().voidItem();
                          case KNOWN -> tellAgain(order, origin);
                          case NOTHING_THERE -> events.purged(order, origin);
                        }));
  }

  private Uni<Void> tellAgain(PurgeOrder order, Origin origin) {
    return tasks
        .ended(order.taskId())
        .chain(
            ended ->
                ended.isPresent() ? events.purged(order, origin) : Uni.createFrom().voidItem());
  }
}
