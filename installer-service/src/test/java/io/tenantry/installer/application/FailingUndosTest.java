package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailingUndosTest {

  private static final ScriptFailure SCRIPT_FAILURE =
      new ScriptFailure(
          "setup/V1__script.sql", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();
  private Job job;

  @BeforeEach
  void aJobFailsInItsLastStep() {
    job = installer.approve(job("mail"));
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(SCRIPT_FAILURE));
    installer.work();
    installer.told.events.clear();
  }

  @Test
  void whatTheDatabaseRefusesToUndoIsLeftToAnOperatorWithAllThatIsNeeded() {
    installer.migrator.answers("remove tn_acme/mail", () -> refuse("role owns other objects"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.told.events)
        .containsExactly(
            "rollback failed: undone [mail 1.0.0 setup], left [mail 1.0.0 tenant-migrations,"
                + " mail 1.0.0 landlord-migrations, mail 1.0.0 preflight]");
    assertThat(installer.told.remaining)
        .extracting(Remaining::detail)
        .containsExactly(
            "role owns other objects",
            "Not tried, because an earlier undo failed.",
            "Not tried, because an earlier undo failed.");
    assertThat(installer.told.remaining)
        .extracting(Remaining::remedy)
        .containsExactly(List.of("drop tn_acme/mail"), List.of("drop landlord/mail"), List.of());
    assertThat(installer.migrator.schemas).containsKeys("tn_acme/mail", "landlord/mail");
  }

  @Test
  void anUndoThatComesToAFailureIsLeftToAnOperator() {
    installer.migrator.answers("remove landlord/mail", () -> new Outcome.Failed(SCRIPT_FAILURE));

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly(
            "rollback failed: undone [mail 1.0.0 setup, mail 1.0.0 tenant-migrations],"
                + " left [mail 1.0.0 landlord-migrations, mail 1.0.0 preflight]");
    assertThat(installer.told.remaining.get(0).detail()).isEqualTo("no");
  }

  /** The preflight knows of no landlord part here, as if a process had done it that was let in. */
  @Test
  void anUndoThatNeedsADatabaseThatCannotBePreparedIsLeftToAnOperator() {
    Installer restarted = new Installer();
    restarted.approve(job("mail"));
    restarted.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(SCRIPT_FAILURE));
    AtomicInteger fetched = new AtomicInteger();
    restarted.registry = item -> packageOf(Math.min(1, fetched.getAndIncrement()), 2, 1);
    restarted.provisioner =
        database -> {
          throw new NotProvisioned("server-open-to-public", "Everybody may connect.");
        };

    restarted.workToTheEnd();

    assertThat(restarted.told.events)
        .last()
        .isEqualTo(
            "rollback failed: undone [], left [mail 1.0.0 landlord-migrations,"
                + " mail 1.0.0 preflight]");
    assertThat(restarted.told.remaining.get(0).detail()).isEqualTo("Everybody may connect.");
  }

  @Test
  void anUndoThatStaysOutOfReachIsGivenUpAndWhatWasUndoneMeanwhileIsKnown() {
    installer.migrator.answers("remove landlord/mail", FailingUndosTest::unavailable);

    installer.workToTheEnd();

    assertThat(installer.tasks.pauses).hasSize(Installer.MOST_ATTEMPTS - 1);
    assertThat(installer.told.events)
        .containsExactly(
            "rollback failed: undone [mail 1.0.0 setup, mail 1.0.0 tenant-migrations],"
                + " left [mail 1.0.0 landlord-migrations, mail 1.0.0 preflight]");
    assertThat(installer.told.remaining.get(0).detail()).isEqualTo("The server is away.");
  }

  @Test
  void anUndoGoesOnWhenTheDatabaseIsBack() {
    installer.migrator.answers("remove landlord/mail", FailingUndosTest::unavailable);
    installer.work();
    installer.migrator.answersAsItShould();

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.progress)
        .as("what was undone is not undone again")
        .filteredOn("mail tenant-migrations UNDOING 40"::equals)
        .hasSize(1);
  }

  @Test
  void anUndoWaitsWhileAnotherJobChangesTheLandlordDatabase() {
    installer.uses.isHeld(job.items().get(0).module());
    installer.work();
    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    assertThat(installer.now(job).attempts()).as("this is no failure").isZero();

    installer.uses.isFree(job.items().get(0).module());
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  private static Outcome refuse(String why) {
    throw new DatabaseRefused(why, new Exception("2BP01"));
  }

  private static Outcome unavailable() {
    throw new DatabaseUnavailable("The server is away.", new Exception("08006"));
  }
}
