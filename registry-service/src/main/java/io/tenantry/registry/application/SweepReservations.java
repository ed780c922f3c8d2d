package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Reservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gives back what was reserved for jobs that nobody ever approved and that ought to be over. What
 * belongs to approved jobs is only counted: the installer may be working on them.
 */
public final class SweepReservations {

  private static final int AT_ONCE = 500;

  private final Reservations reservations;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Duration grace;

  /**
   * Puts it together.
   *
   * @param grace time after a job's deadline in which its events may still be on their way
   */
  public SweepReservations(
      Reservations reservations, UnitOfWork unitOfWork, Clock clock, Duration grace) {
    this.reservations = reservations;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.grace = grace;
  }

  /** One round of {@value #AT_ONCE} reservations at most; the next round goes on. */
  public Uni<Result> sweep() {
    Instant before = clock.instant().minus(grace);
    return unitOfWork.run(
        Commit.RESERVATIONS_SWEPT,
        () ->
            reservations
                .lockOverdue(before, AT_ONCE)
                .chain(this::expire)
                .chain(
                    expired ->
                        reservations
                            .countOverdueApproved(before)
                            .map(kept -> new Result(expired, kept))));
  }

  private Uni<List<Reservation>> expire(List<Reservation> overdue) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (Reservation reservation : overdue) {
      work = work.chain(() -> reservations.update(reservation.expired()));
    }
    return work.replaceWith(overdue);
  }

  /**
   * What a round found.
   *
   * @param released reservations that it gave back
   * @param overdue how many approved jobs ought to be over and are not
   */
  public record Result(List<Reservation> released, long overdue) {

    public Result {
      released = List.copyOf(released);
    }
  }
}
