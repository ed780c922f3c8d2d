package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.Stop.Reason;
import io.tenantry.installer.domain.task.TaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a job that runs stops. */
class StoppingJobsTest {

  private static final String CANCELLED = "cancelled, no script, The job was cancelled by alice.";
  private static final String CANCELLED_BETWEEN_STEPS = "failed: no step, " + CANCELLED;

  private final Installer installer = new Installer();
  private Job job;

  @BeforeEach
  void aJobIsApproved() {
    job = installer.approve(job("mail"));
  }

  @Test
  void aJobIsStoppedBeforeItsFirstStep() {
    installer.stop(job, Reason.CANCELLED);

    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly(CANCELLED_BETWEEN_STEPS, "rolled back: []");
    assertThat(installer.told.progress).isEmpty();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void theStepInProgressIsFinishedAndTheNextOneNotBegun() {
    installer.migrator.answers("migrate tn_acme/mail", this::cancelledMeanwhile);

    installer.work();

    assertThat(installer.now(job).claim().steps())
        .containsEntry(2, StepState.COMPLETED)
        .doesNotContainKey(3);
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly(
            CANCELLED_BETWEEN_STEPS,
            "rolled back: [mail 1.0.0 tenant-migrations, mail 1.0.0 landlord-migrations,"
                + " mail 1.0.0 preflight]");
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.uses.usersOf(job.items().get(0).module())).isEmpty();
  }

  @Test
  void theFailureIsToldInTheUnitOfWorkInWhichTheJobTurnsBack() {
    installer.stop(job, Reason.CANCELLED);

    installer.work();

    assertThat(installer.told.transactionsOfEvents)
        .containsExactly(installer.tasks.transactionOfTurn(job.id()));
  }

  @Test
  void aStepThatWaitsForAnotherJobIsNotBegunAgain() {
    installer.uses.isHeld(job.items().get(0).module());
    installer.work();
    installer.stop(job, Reason.CANCELLED);

    installer.work();

    assertThat(installer.told.events)
        .containsExactly("failed: mail 1.0.0 landlord-migrations, " + CANCELLED);
    assertThat(installer.now(job).claim().steps()).containsEntry(1, StepState.FAILED);
  }

  @Test
  void aStepThatIsTriedAgainAndAgainIsNotAndTheUndoHasAllItsPatience() {
    installer.migrator.answers("migrate tn_acme/mail", StoppingJobsTest::unavailable);
    for (int attempt = 1; attempt < Installer.MOST_ATTEMPTS; attempt++) {
      installer.work();
    }
    installer.stop(job, Reason.CANCELLED);
    installer.migrator.answers("remove tn_acme/mail", StoppingJobsTest::unavailable);

    installer.work();
    assertThat(installer.now(job).attempts()).isZero();
    installer.work();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    installer.migrator.answersAsItShould();
    installer.workToTheEnd();

    assertThat(installer.told.events)
        .hasSize(2)
        .first()
        .isEqualTo("failed: mail 1.0.0 tenant-migrations, " + CANCELLED);
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void aStepThatFailsAfterTheRequestTellsItsOwnFailure() {
    installer.obstacles.add("The server is old.");
    installer.registry =
        item -> {
          installer.stop(job, Reason.CANCELLED);
          return new Installer().registry.fetch(item);
        };

    installer.workToTheEnd();

    assertThat(installer.told.events).hasSize(2).first().asString().contains("The server is old.");
  }

  @Test
  void ofTwoRequestsTheFirstIsTheReason() {
    installer.stop(job, Reason.CANCELLED);
    installer.stop(job, Reason.DEADLINE_PASSED);

    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly(CANCELLED_BETWEEN_STEPS, "rolled back: []");
  }

  @Test
  void aJobOfATenantWithoutADatabaseFailsForThat() {
    Job stranger = installer.approve(jobOf("globex", "mail"));
    installer.stop(stranger, Reason.CANCELLED);

    installer.workToTheEnd();

    assertThat(installer.now(stranger).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events).endsWith("rolled back: []");
  }

  private Outcome cancelledMeanwhile() {
    installer.stop(job, Reason.CANCELLED);
    return new Outcome.Applied(1);
  }

  private static Outcome unavailable() {
    throw new DatabaseUnavailable("The server is away.", new Exception("08006"));
  }
}
