package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Packages.OutOfReach;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingForWhatIsOutOfReachTest {

  private final Installer installer = new Installer();
  private Job job;

  @BeforeEach
  void aJobIsApproved() {
    job = installer.approve(job("mail"));
  }

  @Test
  void aJobWaitsForItsDatabaseAndGoesOn() {
    installer.migrator.answers("migrate tn_acme/mail", this::unavailable);
    installer.work();
    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
    assertThat(installer.now(job).attempts()).isEqualTo(2);
    assertThat(installer.now(job).leased()).isFalse();
    assertThat(installer.tasks.pauses)
        .hasSize(2)
        .allMatch(pause -> pause.compareTo(Duration.ZERO) > 0);
    assertThat(installer.told.events).isEmpty();

    installer.migrator.answersAsItShould();
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.now(job).attempts()).isZero();
  }

  @Test
  void aJobWaitsForTheRegistryAndGoesOn() {
    var registry = installer.registry;
    installer.registry =
        item -> {
          throw new OutOfReach("The registry is away.", new Exception("connection refused"));
        };
    installer.work();
    installer.registry = registry;

    installer.workToTheEnd();

    assertThat(installer.tasks.pauses).hasSize(1);
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void whatStaysOutOfReachFailsTheStepThatTheJobHasComeTo() {
    installer.migrator.answers("migrate tn_acme/mail", this::unavailable);

    installer.workToTheEnd();

    assertThat(installer.tasks.pauses).hasSize(Installer.MOST_ATTEMPTS - 1);
    assertThat(installer.told.events)
        .startsWith(
            "failed: mail 1.0.0 tenant-migrations, out-of-reach, no script, The server is away.")
        .hasSize(2);
    assertThat(installer.now(job).claim().steps())
        .containsEntry(0, StepState.UNDONE)
        .containsEntry(2, StepState.UNDONE)
        .doesNotContainKey(3);
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void aStepThatIsDoneMeanwhileIsNotTheOneThatFails() {
    installer.tasks.setAttempts(job.id(), Installer.MOST_ATTEMPTS - 1);
    installer.migrator.answers("migrate tn_acme/mail", this::unavailable);

    installer.work();

    assertThat(installer.told.events).as("the job got on and may wait afresh").isEmpty();
    assertThat(installer.now(job).attempts()).isEqualTo(1);
    assertThat(installer.now(job).claim().steps())
        .containsEntry(0, StepState.COMPLETED)
        .containsEntry(1, StepState.COMPLETED)
        .containsEntry(2, StepState.STARTED);
  }

  @Test
  void aMistakeInTheInstallerIsTriedSomeTimesAndThenFailsTheJobByItsName() {
    installer.migrator.answers(
        "migrate tn_acme/mail",
        () -> {
          throw new IllegalStateException("x");
        });

    installer.workToTheEnd();

    assertThat(installer.tasks.pauses).hasSize(Installer.MOST_ATTEMPTS - 1);
    assertThat(installer.told.events)
        .startsWith(
            "failed: mail 1.0.0 tenant-migrations, internal-error, no script,"
                + " java.lang.IllegalStateException: x")
        .hasSize(2);
  }

  @Test
  void aRecursionWithoutEndIsAMistakeLikeAnyOther() {
    installer.migrator.answers(
        "migrate tn_acme/mail",
        () -> {
          throw new StackOverflowError();
        });

    installer.workToTheEnd();

    assertThat(installer.told.events.get(0)).contains("internal-error");
  }

  @Test
  void aJobWhoseEndCannotBeToldFails() {
    installer.told.failsToTell("completed");

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .startsWith(
            "failed: no step, internal-error, no script,"
                + " java.io.UncheckedIOException: java.io.IOException: x")
        .hasSize(2)
        .last()
        .asString()
        .startsWith("rolled back: [mail 1.0.0 verification,");
    assertThat(installer.migrator.schemas).isEmpty();
  }

  private Outcome unavailable() {
    throw new DatabaseUnavailable("The server is away.", new Exception("08006"));
  }
}
