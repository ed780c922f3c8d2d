package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes what users and operators decide about a job that was approved. A request that comes too
 * late is answered with the outcome, and one about a job that was never seen makes sure that it
 * never runs.
 */
public final class InterveneInJob {

  private final Interventions interventions;
  private final LandlordUses uses;
  private final ParticipantBook participants;
  private final RepeatOutcome repeatOutcome;
  private final UnitOfWork unitOfWork;

  public InterveneInJob(
      Interventions interventions,
      LandlordUses uses,
      ParticipantBook participants,
      RepeatOutcome repeatOutcome,
      UnitOfWork unitOfWork) {
    this.interventions = interventions;
    this.uses = uses;
    this.participants = participants;
    this.repeatOutcome = repeatOutcome;
    this.unitOfWork = unitOfWork;
  }

  /** The job stops at its next safe point; its worker looks whenever it writes where it is. */
  public Uni<Void> onStopRequested(UUID eventId, JobRef job, Stop stop, Origin origin) {
    return decide(
        Commit.STOP_TAKEN, eventId, job, origin, () -> interventions.stop(job.id(), stop));
  }

  /** An undo that was given up is tried again, and modules' own services are asked afresh. */
  public Uni<Void> onUndoRequested(UUID eventId, JobRef job, Origin origin) {
    return decide(
        Commit.UNDO_TAKEN,
        eventId,
        job,
        origin,
        () ->
            interventions
                .undoAgain(job.id(), origin)
                .call(again -> when(again, () -> participants.reopen(job.id()))));
  }

  /** An operator has cleaned up. No SQL of a module runs for it. */
  public Uni<Void> onResolved(UUID eventId, JobRef job, Origin origin) {
    return decide(
        Commit.RESOLUTION_TAKEN,
        eventId,
        job,
        origin,
        () ->
            interventions
                .close(job.id())
                .call(closed -> when(closed, () -> uses.giveBack(job.id())))
                .call(closed -> when(closed, () -> participants.settle(job.id()))));
  }

  private static Uni<Void> when(boolean effective, Supplier<Uni<Void>> consequence) {
    return effective ? consequence.get() : Uni.createFrom().voidItem();
  }

  private Uni<Void> decide(
      Commit name, UUID eventId, JobRef job, Origin origin, Supplier<Uni<Boolean>> decision) {
    return unitOfWork.oncePer(
        name,
        eventId,
        () ->
            interventions
                .bury(job, origin)
                .chain(unseen -> unseen ? Uni.createFrom().item(false) : decision.get())
                .chain(
                    effective ->
                        effective
                            ? Uni.createFrom().voidItem()
                            : repeatOutcome.of(job.id(), origin)));
  }
}
