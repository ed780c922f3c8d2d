package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.LANDLORD;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharingTheLandlordDatabaseTest {

  private static final ModuleName MAIL = module("mail");
  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();

  @Test
  void whoComesFirstAppliesThePartAndEverybodyNotesThatItIsUsed() {
    installer.tasks.hasDatabase("globex", new DatabaseRef("main", "tn_globex"));
    installer.approve(job("mail"));
    installer.approve(jobOf("globex", "mail"));

    installer.workToTheEnd();

    assertThat(installer.uses.usersOf(MAIL)).containsExactly(ACME, "globex");
    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(1);
    assertThat(installer.told.progress)
        .contains(
            "mail landlord-migrations COMPLETED 40: 1 script",
            "mail landlord-migrations COMPLETED 40: 0 scripts");
    assertThat(installer.uses.hasHolder(MAIL)).as("the right was handed over").isFalse();
  }

  @Test
  void whoLeavesWhileOthersStayKeepsThePart() {
    installer.tasks.hasDatabase("globex", new DatabaseRef("main", "tn_globex"));
    installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();

    failingJobIsUndone();

    assertThat(installer.told.progress)
        .contains("mail landlord-migrations UNDONE 20: other tenants use it");
    assertThat(installer.uses.usersOf(MAIL)).containsExactly("globex");
    assertThat(installer.migrator.schemas).containsKeys("landlord/mail", "tn_globex/mail");
    assertThat(installer.uses.hasHolder(MAIL)).isFalse();
  }

  @Test
  void nobodyIsToldToDropByHandWhatOthersUse() {
    installer.tasks.hasDatabase("globex", new DatabaseRef("main", "tn_globex"));
    installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.migrator.answers("remove tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.told.remaining)
        .extracting(Remaining::remedy)
        .containsExactly(List.of("drop tn_acme/mail"), List.of(), List.of());
  }

  @Test
  void whoLeavesLastRemovesThePart() {
    failingJobIsUndone();

    assertThat(installer.told.progress).contains("mail landlord-migrations UNDONE 20: removed");
    assertThat(installer.uses.usersOf(MAIL)).isEmpty();
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.uses.hasHolder(MAIL)).isFalse();
  }

  @Test
  void aJobWaitsWhileAnotherChangesThePartHoweverLongThatTakes() {
    installer.uses.isHeld(MAIL);
    Job job = installer.approve(job("mail"));

    for (int turn = 0; turn < 3 * Installer.MOST_ATTEMPTS; turn++) {
      installer.work();
    }

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
    assertThat(installer.now(job).attempts()).isZero();
    assertThat(installer.uses.usersOf(MAIL)).isEmpty();

    installer.uses.isFree(MAIL);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aJobThatWaitsForAnotherSaysOnceThatItsStepHasBegun() {
    installer.uses.isHeld(MAIL);
    installer.approve(job("mail"));

    installer.work();
    installer.work();
    installer.work();

    assertThat(installer.told.progress)
        .containsExactly(
            "mail preflight STARTED 0",
            "mail preflight COMPLETED 20: package verified",
            "mail landlord-migrations STARTED 20");
  }

  @Test
  void waitingForAnotherJobDoesNotCountWhatWasOutOfReachBeforeTheLastStep() {
    installer.uses.isHeld(MAIL);
    Job job = installer.approve(job("mail"));
    installer.tasks.setAttempts(job.id(), Installer.MOST_ATTEMPTS - 1);

    installer.work();

    assertThat(installer.now(job).attempts()).as("the preflight got on").isZero();
  }

  @Test
  void aWorkerThatWasFencedOutLeavesTheRightToTheOneWhoHasTheTask() {
    Job job = installer.approve(job("mail"));
    installer.migrator.fence(LANDLORD, "mail", 1_000_000);

    installer.work();

    assertThat(installer.uses.hasHolder(MAIL)).isTrue();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
  }

  private void failingJobIsUndone() {
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }
}
