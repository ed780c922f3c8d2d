package io.tenantry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import io.tenantry.registry.domain.Reservation.State;
import io.tenantry.registry.domain.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SweepingReservationsTest {

  private static final Duration GRACE = Duration.ofHours(1);
  private static final Clock CLOCK = Clock.fixed(Fixtures.NOW, ZoneOffset.UTC);

  private final InMemory registry = new InMemory();
  private final SweepReservations sweep = new SweepReservations(registry, registry, CLOCK, GRACE);
  private final SettleReservation settle =
      new SettleReservation(registry, registry, registry, CLOCK);
  private final UUID job = UUID.randomUUID();

  @Test
  void whatNobodyApprovedIsGivenBackLongAfterTheDeadline() {
    reserveWithDeadline(GRACE.plusSeconds(1));

    SweepReservations.Result result = sweep.sweep().await().indefinitely();

    assertThat(result.released()).extracting(Reservation::jobId).containsExactly(job);
    assertThat(state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void withinTheGraceItIsKept() {
    reserveWithDeadline(GRACE);

    assertThat(sweep.sweep().await().indefinitely().released()).isEmpty();
    assertThat(state()).isEqualTo(State.RESERVED);
  }

  @Test
  void whatWasApprovedIsKeptAndCounted() {
    reserveWithDeadline(GRACE.multipliedBy(100));
    settle.onApproved(UUID.randomUUID(), job).await().indefinitely();

    SweepReservations.Result result = sweep.sweep().await().indefinitely();

    assertThat(result.released()).isEmpty();
    assertThat(result.overdue()).isEqualTo(1);
    assertThat(state()).isEqualTo(State.RESERVED);
  }

  @Test
  void aSuccessThatComesAfterTheSweepCountsAllTheSame() {
    reserveWithDeadline(GRACE.plusSeconds(1));
    sweep.sweep().await().indefinitely();

    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();

    assertThat(state()).isEqualTo(State.SETTLED);
    assertThat(registry.usage).containsEntry("acme/card", "1.0.0");
  }

  @Test
  void anApprovalOfAJobThatIsOverChangesNothing() {
    reserveWithDeadline(Duration.ZERO);
    settle.onFailed(UUID.randomUUID(), job, "acme").await().indefinitely();

    settle.onApproved(UUID.randomUUID(), job).await().indefinitely();

    assertThat(state()).isEqualTo(State.RELEASED);
    assertThat(registry.reservations.get(job).approved()).isFalse();
  }

  private void reserveWithDeadline(Duration ago) {
    ReservedItem card =
        new ReservedItem(
            new ModuleName("card"),
            Version.of("1.0.0"),
            PlanItem.Action.INSTALL,
            Optional.empty(),
            InstalledAs.REQUESTED);
    registry.reservations.put(
        job,
        Reservation.of(
            job, "acme", List.of(card), List.of(), Fixtures.NOW.minus(ago), Fixtures.NOW));
  }

  private State state() {
    return registry.reservations.get(job).state();
  }
}
