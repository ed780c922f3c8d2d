package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

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

  /** The job succeeded. */
  public Uni<Void> onSucceeded(UUID eventId, UUID jobId) {
    return onOpenReservation(Commit.USAGE_NOTED, eventId, jobId, this::settle);
  }

  /** The job was rejected, or failed and was undone. */
  public Uni<Void> onFailed(UUID eventId, UUID jobId) {
    return onOpenReservation(
        Commit.RESERVATION_RELEASED,
        eventId,
        jobId,
        reservation -> reservations.update(reservation.released()));
  }

  private Uni<Void> settle(Reservation reservation) {
    Uni<Void> work = reservations.update(reservation.settled());
    for (ReservedItem item : reservation.items()) {
      work =
          work.chain(
              () ->
                  usage.use(
                      reservation.tenantId(), item.module(), item.version(), clock.instant()));
    }
    return work;
  }

  /** An answer that was no reservation, or one that is settled, stays as it is. */
  private Uni<Void> onOpenReservation(
      Commit name, UUID eventId, UUID jobId, Function<Reservation, Uni<Void>> change) {
    return unitOfWork.oncePer(
        name,
        eventId,
        () ->
            reservations
                .lock(jobId)
                .chain(
                    found ->
                        found
                            .filter(Reservation::isOpen)
                            .map(change)
                            .orElseGet(() -> Uni.createFrom().voidItem())));
  }
}
