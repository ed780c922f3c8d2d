package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.DATABASE;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that was taken for dead comes back to life while another one has its task. */
class LosingATaskTest {

  private final Installer installer = new Installer();
  private Job job;

  @BeforeEach
  void aJobIsApproved() {
    job = installer.approve(job("mail"));
  }

  @Test
  void aWorkerThatComesTooLateWritesNothing() {
    Claim old = installer.take().orElseThrow();
    installer.tasks.letLeasesRunOut();
    Claim young = installer.take().orElseThrow();

    installer.perform(old);

    assertThat(young.fence()).isGreaterThan(old.fence());
    assertThat(installer.now(job).claim().steps()).isEmpty();
    assertThat(installer.now(job).leased()).as("the younger worker has it").isTrue();
    assertThat(installer.told.progress).isEmpty();
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void aWorkerThatLosesTheTaskDuringAStepStopsThere() {
    installer.migrator.answers("migrate tn_acme/mail", this::takenOver);

    installer.work();

    assertThat(installer.now(job).claim().steps())
        .containsEntry(2, StepState.STARTED)
        .doesNotContainKey(3);
    assertThat(installer.told.events).isEmpty();
    assertThat(installer.told.progress).last().isEqualTo("mail tenant-migrations STARTED 40");
  }

  @Test
  void aWorkerThatTheDatabaseFencesOutStopsAndTheTaskIsTakenAgain() {
    installer.migrator.fence(DATABASE, "mail", 2);
    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
    assertThat(installer.now(job).leased()).as("until the lease runs out").isTrue();
    assertThat(installer.tasks.pauses).isEmpty();

    installer.tasks.letLeasesRunOut();
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aWorkerThatIsFencedOutOfAnUndoStops() {
    installer.migrator.answers(
        "setUp tn_acme/mail",
        () -> {
          throw new DatabaseRefused("no", new Exception("42501"));
        });
    installer.work();
    installer.migrator.answers("remove tn_acme/mail", Outcome.FencedOut::new);

    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    assertThat(installer.now(job).claim().steps()).containsEntry(2, StepState.UNDOING);
    assertThat(installer.told.events).as("no outcome").hasSize(1);
  }

  @Test
  void aWorkerWhoseTaskIsLostDoesNotPutItOff() {
    installer.migrator.answers(
        "migrate tn_acme/mail",
        () -> {
          takenOver();
          throw new DatabaseUnavailable("The session was ended.", new Exception("57P01"));
        });

    installer.work();

    assertThat(installer.tasks.pauses).isEmpty();
    assertThat(installer.now(job).leased()).isTrue();
    assertThat(installer.now(job).attempts()).isZero();
  }

  @Test
  void aWorkerThatLosesTheTaskWhileItWaitsForAnotherJobDoesNotPutItOff() {
    installer.uses.isHeld(job.items().get(0).module());
    Claim old = installer.take().orElseThrow();
    installer.registry =
        item -> {
          takenOver();
          return packageOf(1, 1, 1);
        };

    installer.perform(old);

    assertThat(installer.tasks.pauses).isEmpty();
    assertThat(installer.now(job).leased()).isTrue();
  }

  private Outcome takenOver() {
    installer.tasks.letLeasesRunOut();
    assertThat(installer.take()).isPresent();
    return new Outcome.Applied(1);
  }
}
