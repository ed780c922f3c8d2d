package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Turns what was reserved for a job into usage, or gives it back, when the job is over. */
public final class SettleReservation {

  private final Reservations reservations;
  private final ModuleUsage usage;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public SettleReservation(
      Reservations reservations, ModuleUsage usage, UnitOfWork unitOfWork, Clock clock) {
    this.reservations = reservations;
    this.usage = usage;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /** The job succeeded then. */
  public Uni<Void> onSucceeded(UUID eventId, UUID jobId, Instant endedAt) {
    return onReservation(
        Commit.USAGE_NOTED,
        eventId,
        jobId,
        Reservation::canBeSettled,
        reservation -> settle(reservation, endedAt),
        () -> Uni.createFrom().voidItem());
  }

  /**
   * The job was rejected, or failed and was undone. When its request has not come yet, as one that
   * is replayed from a dead-letter topic, nothing is reserved for it later.
   */
  public Uni<Void> onFailed(UUID eventId, UUID jobId, String tenantId) {
    return onReservation(
        Commit.RESERVATION_RELEASED,
        eventId,
        jobId,
        Reservation::isOpen,
        reservation -> reservations.update(reservation.released()),
        () -> reservations.add(Reservation.neverMade(jobId, tenantId, clock.instant())));
  }

  /** The job was approved; its reservation is kept however long it takes. */
  public Uni<Void> onApproved(UUID eventId, UUID jobId) {
    return onReservation(
        Commit.RESERVATION_APPROVED,
        eventId,
        jobId,
        Reservation::isOpen,
        reservation -> reservations.update(reservation.asApproved()),
        () -> Uni.createFrom().voidItem());
  }

  private Uni<Void> settle(Reservation reservation, Instant endedAt) {
    Uni<Void> work = reservations.update(reservation.settled());
    for (ReservedItem item : reservation.items()) {
      work = work.chain(() -> settle(reservation.tenantId(), item, endedAt));
    }
    return work;
  }

  private Uni<Void> settle(String tenantId, ReservedItem item, Instant endedAt) {
    return item.action() == PlanItem.Action.REMOVE
        ? usage.end(tenantId, item.module(), endedAt)
        : usage.use(tenantId, item.module(), item.version(), endedAt);
  }

  /** An answer that was no reservation, or one that is settled, stays as it is. */
  private Uni<Void> onReservation(
      Commit name,
      UUID eventId,
      UUID jobId,
      Predicate<Reservation> condition,
      Function<Reservation, Uni<Void>> change,
      Supplier<Uni<Void>> whenUnknown) {
    return unitOfWork.oncePer(
        name,
        eventId,
        () ->
            reservations
                .lock(jobId)
                .chain(
                    found ->
                        found.isEmpty()
                            ? whenUnknown.get()
                            : found
                                .filter(condition)
                                .map(change)
                                .orElseGet(() -> Uni.createFrom().voidItem())));
  }
}
