package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.Stop.Reason;
import io.tenantry.installer.domain.task.TaskState;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request to stop against what else happens to the job. */
class StopRacesTest {

  private static final String COMPLETED = "completed in tn_acme";
  private static final String NOTHING_LEFT = "rolled back: []";

  private final Installer installer = new Installer();
  private final UUID request = UUID.randomUUID();
  private final UUID approval = UUID.randomUUID();
  private final Job job = job("mail");

  @ParameterizedTest
  @EnumSource
  void aStopThatComesBeforeTheCompletionIsRecordedWins(Reason reason) {
    installer.approve(approval, job);
    installer.migrator.answers("setUp tn_acme/mail", () -> stoppedMeanwhile(reason));

    installer.workToTheEnd();

    assertStopped(reason);
  }

  @ParameterizedTest
  @EnumSource
  void aCompletionThatIsRecordedBeforeTheStopWins(Reason reason) {
    installer.approve(approval, job);
    installer.workToTheEnd();

    stop(reason);

    assertThat(installer.told.events).containsExactly(COMPLETED, COMPLETED);
    assertThat(installer.told.origins).last().isEqualTo(Installer.origin(request));
    assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
    assertThat(installer.now(job).stop()).as("it is not asked any more").isEmpty();
    assertThat(installer.work()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void bothTwiceWithTheStopFirst(Reason reason) {
    installer.approve(approval, job);
    installer.migrator.answers("setUp tn_acme/mail", () -> stoppedMeanwhile(reason));
    installer.work();
    installer.approve(approval, job);
    stop(reason);
    installer.stop(job, reason);

    installer.workToTheEnd();

    assertStopped(reason);
  }

  @ParameterizedTest
  @EnumSource
  void bothTwiceWithTheCompletionFirst(Reason reason) {
    installer.approve(approval, job);
    installer.workToTheEnd();
    stop(reason);
    stop(reason);
    installer.approve(approval, job);
    installer.approve(job);

    assertThat(installer.told.events)
        .as("once by itself, and once per request")
        .containsExactly(COMPLETED, COMPLETED, COMPLETED);
    assertThat(installer.work()).isFalse();
  }

  @Test
  void aStopDuringTheUndoHasNoEffect() {
    installer.obstacles.add("The server is old.");
    installer.approve(approval, job);
    installer.work();

    stop(Reason.CANCELLED);

    assertThat(installer.told.events).hasSize(1);
    assertThat(installer.now(job).stop()).isEmpty();
    installer.workToTheEnd();
    assertThat(installer.told.events).hasSize(2).endsWith("rolled back: [mail 1.0.0 preflight]");
  }

  @Test
  void lateStopsOfAJobThatWasUndoneAreAnsweredWithTheOutcomeEach() {
    installer.approve(approval, job);
    stop(Reason.CANCELLED);
    installer.workToTheEnd();

    stop(Reason.CANCELLED);
    installer.stop(job, Reason.DEADLINE_PASSED);

    assertThat(installer.told.events).hasSize(3).endsWith(NOTHING_LEFT, NOTHING_LEFT);
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void aLateStopOfAJobWhoseUndoWasGivenUpIsAnsweredWithWhatIsLeft() {
    installer.approve(approval, job);
    installer.migrator.answers("setUp tn_acme/mail", StopRacesTest::refused);
    installer.migrator.answers("remove landlord/mail", StopRacesTest::refused);
    installer.workToTheEnd();

    stop(Reason.DEADLINE_PASSED);

    assertThat(installer.told.events.get(2))
        .startsWith("rollback failed")
        .isEqualTo(installer.told.events.get(1));
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
  }

  @Test
  void anApprovalThatComesAfterTheTombstoneNeverRuns() {
    stop(Reason.CANCELLED);
    assertThat(installer.told.events).containsExactly(NOTHING_LEFT);
    assertThat(installer.told.origins).containsExactly(Installer.origin(request));

    installer.approve(approval, job);
    installer.approve(approval, job);

    assertThat(installer.work()).isFalse();
    assertThat(installer.told.events).containsExactly(NOTHING_LEFT, NOTHING_LEFT);
    assertThat(installer.told.sequences).containsExactly(1L, 2L);
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void aStopOfAJobThatWasNeverSeenIsAnsweredOncePerRequest() {
    stop(Reason.DEADLINE_PASSED);
    stop(Reason.DEADLINE_PASSED);
    installer.stop(job, Reason.CANCELLED);

    assertThat(installer.told.events).containsExactly(NOTHING_LEFT, NOTHING_LEFT);
  }

  @Test
  void aTombstoneWhoseAnswerCannotBeWrittenIsNotWrittenEither() {
    installer.told.failsToTell("rolled back");
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> stop(Reason.CANCELLED));
    installer.told.failsToTell("nothing");

    stop(Reason.CANCELLED);

    assertThat(installer.told.events).containsExactly(NOTHING_LEFT);
    assertThat(installer.told.sequences).containsExactly(1L);
  }

  private Outcome stoppedMeanwhile(Reason reason) {
    stop(reason);
    return new Outcome.Applied(1);
  }

  private void stop(Reason reason) {
    installer.stop(request, job, new Stop(reason, "alice"));
  }

  private void assertStopped(Reason reason) {
    String code = new Stop(reason, "alice").failure(job).code();
    assertThat(installer.told.events).hasSize(2);
    assertThat(installer.told.events.get(0)).startsWith("failed: no step, " + code);
    assertThat(installer.told.events.get(1)).startsWith("rolled back: [mail 1.0.0 setup");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.now(job).failure().map(failure -> failure.code()))
        .isEqualTo(Optional.of(code));
    assertThat(installer.migrator.schemas).isEmpty();
  }

  private static <T> T refused() {
    throw new DatabaseRefused("no", new Exception("42501"));
  }
}
