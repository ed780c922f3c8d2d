package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakingJobsTest {

  private final Installer installer = new Installer();
  private final UUID approval = UUID.randomUUID();

  @Test
  void anApprovalThatIsDeliveredTwiceIsTakenOnce() {
    Job job = job("mail");
    installer.approve(approval, job);
    installer.workToTheEnd();
    installer.approve(approval, job);

    assertThat(installer.work()).isFalse();
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
  }

  @Test
  void anotherApprovalOfAJobThatRunsChangesNothing() {
    Job job = installer.approve(job("mail"));
    installer.take();

    installer.approve(job);

    assertThat(installer.told.events).isEmpty();
    assertThat(installer.take()).as("there is no second task").isEmpty();
  }

  @Test
  void anotherApprovalOfAJobThatIsDoneIsAnsweredWithTheOutcome() {
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.approve(approval, job);

    assertThat(installer.told.events)
        .containsExactly("completed in tn_acme", "completed in tn_acme");
    assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
    assertThat(installer.told.origins)
        .last()
        .isEqualTo(new Origin(Optional.of(approval), Optional.empty()));
    assertThat(installer.work()).isFalse();
  }

  @Test
  void anotherApprovalOfAJobThatWasUndoneIsAnsweredWithTheOutcome() {
    installer.obstacles.add("The server is old.");
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.approve(approval, job);

    assertThat(installer.told.events)
        .hasSize(3)
        .endsWith("rolled back: [mail 1.0.0 preflight]", "rolled back: [mail 1.0.0 preflight]");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void anotherApprovalOfAJobThatIsLeftToAnOperatorIsAnsweredWithWhatIsLeft() {
    installer.migrator.answers("setUp tn_acme/mail", TakingJobsTest::refused);
    installer.migrator.answers("remove landlord/mail", TakingJobsTest::refused);
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.approve(approval, job);

    assertThat(installer.told.events.get(2)).isEqualTo(installer.told.events.get(1));
    assertThat(installer.told.remaining)
        .extracting(Remaining::detail)
        .containsExactly("It is not undone.", "It is not undone.");
    assertThat(installer.told.remaining.get(0).remedy()).containsExactly("drop landlord/mail");
  }

  @Test
  void aJobOfATenantWithoutADatabaseFailsBeforeItsFirstStep() {
    Job job = installer.approve(jobOf("globex", "mail"));

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly(
            "failed: no step, no-database, no script, Tenant globex has no database.",
            "rolled back: []");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.tasks.pauses).isEmpty();
  }

  @Test
  void thatIsAlsoToldAgain() {
    Job job = installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();

    installer.approve(job);

    assertThat(installer.told.events).hasSize(3).last().isEqualTo("rolled back: []");
  }

  private static <T> T refused() {
    throw new DatabaseRefused("no", new Exception("42501"));
  }
}
