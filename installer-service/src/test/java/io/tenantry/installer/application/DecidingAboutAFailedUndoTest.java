package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop.Reason;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator has the undo tried again, or declares that everything is cleaned up. */
class DecidingAboutAFailedUndoTest {

  private static final String UNDONE_AFTER_ALL =
      "rolled back: [mail 1.0.0 setup, mail 1.0.0 tenant-migrations,"
          + " mail 1.0.0 landlord-migrations, mail 1.0.0 preflight]";
  private static final String UNDONE_TILL_THEN =
      "rolled back: [mail 1.0.0 setup, mail 1.0.0 tenant-migrations]";

  private final Installer installer = new Installer();
  private final UUID request = UUID.randomUUID();
  private Job job;
  private ModuleName mail;

  @BeforeEach
  void anUndoIsGivenUp() {
    job = installer.approve(job("mail"));
    mail = job.items().get(0).module();
    installer.migrator.answers("setUp tn_acme/mail", this::refused);
    installer.migrator.answers("remove landlord/mail", this::unavailable);
    installer.workToTheEnd();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
    installer.told.events.clear();
    installer.told.progress.clear();
    installer.told.origins.clear();
  }

  @Test
  void theUndoGoesOnWhereItWasGivenUp() {
    installer.migrator.answersAsItShould();

    installer.undoAgain(request, job);
    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly(UNDONE_AFTER_ALL);
    assertThat(installer.told.origins).containsExactly(Installer.origin(request));
    assertThat(installer.told.progress)
        .as("what was undone is not undone again")
        .noneMatch(text -> text.contains("tenant-migrations"));
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.uses.usersOf(mail)).isEmpty();
  }

  @Test
  void itIsTriedWithAllPatienceAndGivenUpAgainWhenItFailsAgain() {
    installer.tasks.pauses.clear();

    installer.undoAgain(request, job);
    assertThat(installer.now(job).attempts()).isZero();
    installer.workToTheEnd();

    assertThat(installer.tasks.pauses).hasSize(Installer.MOST_ATTEMPTS - 1);
    assertThat(installer.told.events).hasSize(1).first().asString().startsWith("rollback failed");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
  }

  @Test
  void aRequestThatIsDeliveredTwiceIsOne() {
    installer.undoAgain(request, job);
    installer.undoAgain(request, job);
    installer.workToTheEnd();
    installer.undoAgain(request, job);

    assertThat(installer.work()).isFalse();
    assertThat(installer.told.events).hasSize(1);
  }

  @Test
  void anotherRequestDuringTheUndoChangesNothing() {
    installer.undoAgain(request, job);
    Claim claim = installer.take().orElseThrow();

    installer.undoAgain(UUID.randomUUID(), job);

    assertThat(installer.now(job).fence()).isEqualTo(claim.fence());
    assertThat(installer.now(job).leased()).isTrue();
    assertThat(installer.told.events).isEmpty();
  }

  @Test
  void aRequestAfterTheUndoIsAnsweredWithTheOutcome() {
    installer.migrator.answersAsItShould();
    installer.undoAgain(request, job);
    installer.workToTheEnd();

    installer.undoAgain(UUID.randomUUID(), job);

    assertThat(installer.told.events).containsExactly(UNDONE_AFTER_ALL, UNDONE_AFTER_ALL);
    assertThat(installer.work()).isFalse();
  }

  @Test
  void aRequestAboutACompletedJobIsAnsweredWithTheCompletion() {
    installer.migrator.answersAsItShould();
    Job other = installer.approve(job("calendar"));
    installer.workToTheEnd();

    installer.undoAgain(request, other);
    installer.resolve(UUID.randomUUID(), other);

    assertThat(installer.told.events).hasSize(3).containsOnly("completed in tn_acme");
    assertThat(installer.now(other).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aResolvedJobIsClosedAndItsUsesAreReleasedWithoutSql() {
    assertThat(installer.uses.usersOf(mail)).isEmpty();
    installer.uses.isUsedBy(mail, installer.now(job).claim());
    installer.migrator.answers("remove landlord/mail", () -> refuse("no SQL may run"));

    installer.resolve(request, job);

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RESOLVED);
    assertThat(installer.uses.usersOf(mail)).isEmpty();
    assertThat(installer.uses.hasHolder(mail)).isFalse();
    assertThat(installer.told.events).isEmpty();
    assertThat(installer.work()).isFalse();
  }

  @Test
  void whatOtherJobsUseStaysUsed() {
    Job other = installer.approve(job("calendar"));
    installer.workToTheEnd();

    installer.resolve(request, job);

    assertThat(installer.uses.usersOf(other.items().get(0).module())).containsExactly(ACME);
  }

  @Test
  void theTenantsNextJobIsDoneAfterThat() {
    installer.resolve(request, job);
    installer.migrator.answersAsItShould();
    Job next = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(next).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aDuplicateOfTheResolutionChangesNothing() {
    installer.resolve(request, job);
    StoredTask closed = installer.now(job);

    installer.resolve(request, job);

    assertThat(installer.now(job)).isEqualTo(closed);
    assertThat(installer.told.events).isEmpty();
  }

  @Test
  void whatIsAskedAfterTheResolutionIsAnsweredAndChangesNothing() {
    installer.resolve(request, job);

    installer.resolve(UUID.randomUUID(), job);
    installer.undoAgain(UUID.randomUUID(), job);
    installer.stop(job, Reason.CANCELLED);
    installer.approve(job);

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RESOLVED);
    assertThat(installer.told.events).hasSize(4).containsOnly(UNDONE_TILL_THEN);
    assertThat(installer.work()).isFalse();
  }

  @Test
  void anUndoThatIsStillGoingOnIsTakenFromItsWorkerByTheResolution() {
    installer.undoAgain(request, job);
    Claim claim = installer.take().orElseThrow();

    installer.resolve(UUID.randomUUID(), job);
    installer.perform(claim);

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RESOLVED);
    assertThat(installer.told.events).as("the worker has nothing to say any more").isEmpty();
  }

  @Test
  void aJobThatRunsIsNotClosedByAResolution() {
    installer.migrator.answersAsItShould();
    Job other = installer.approve(job("calendar"));

    installer.resolve(request, other);
    installer.workToTheEnd();

    assertThat(installer.now(other).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void decisionsAboutAJobThatWasNeverSeenMakeSureThatItNeverRuns() {
    for (Job unseen : List.of(job("calendar"), job("notes"))) {
      installer.undoAgain(UUID.randomUUID(), unseen);
      installer.resolve(UUID.randomUUID(), unseen);
      installer.approve(unseen);
    }

    assertThat(installer.work()).isFalse();
    assertThat(installer.told.events).hasSize(6).containsOnly("rolled back: []");
  }

  private <T> T refused() {
    return refuse("no");
  }

  private static <T> T refuse(String why) {
    throw new DatabaseRefused(why, new Exception("42501"));
  }

  private <T> T unavailable() {
    throw new DatabaseUnavailable("The server is away.", new Exception("08006"));
  }
}
