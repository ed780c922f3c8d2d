package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.failedScript;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.MANUAL_INTERVENTION;
import static io.tenantry.tenantmodule.domain.job.JobState.PENDING;
import static io.tenantry.tenantmodule.domain.job.JobState.ROLLING_BACK;
import static io.tenantry.tenantmodule.domain.job.JobState.RUNNING;
import static io.tenantry.tenantmodule.domain.job.JobState.SUCCEEDED;
import static io.tenantry.tenantmodule.domain.job.JobState.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotingFailuresTest {

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobRuns() {
    service.tenants.has(readyTenant());
    job = service.running("digital_card");
    service.told.forget();
  }

  @Test
  void aFailedStepShowsWhyWhileEverythingIsUndone() {
    fail();

    assertThat(state()).isEqualTo(ROLLING_BACK);
    assertThat(service.now(job).problem()).contains(failedScript());
    assertThat(service.now(job).endedAt()).isEmpty();
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: job.moved " + job.id() + " ROLLING_BACK script-failed");
  }

  @Test
  void theJobFailsWhenEverythingIsUndone() {
    fail();
    rollBack();

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.now(job).problem()).contains(failedScript());
    assertThat(service.now(job).endedAt()).contains(NOW);
    assertThat(service.modules.modules).isEmpty();
    assertThat(service.told.events)
        .containsExactly("ended digital_card FAILED", "fact: digital_card failed, script-failed");
    assertThat(service.jobs.timelineOf(job.id()))
        .containsExactly(PENDING, VALIDATING, RUNNING, ROLLING_BACK, FAILED);
  }

  @Test
  void aModuleThatTheTenantHadBeforeThePlanHasNotFailed() {
    service.complete(job);
    Job other = service.accepted("mail");
    service.reserve(other);
    service.fail(other);
    service.told.forget();

    service.rollBack(other);

    assertThat(service.told.events).containsExactly("ended mail FAILED");
  }

  @Test
  void theNextJobBeginsWhenEverythingIsUndoneAndNotBefore() {
    Job next = service.accepted("mail");

    fail();
    assertThat(service.now(next).state()).isEqualTo(PENDING);
    rollBack();

    assertThat(service.now(next).state()).isEqualTo(VALIDATING);
    assertThat(service.told.events).last().isEqualTo("requested mail *[]");
  }

  @Test
  void aJobThatTheInstallerKnowsNothingOfFails() {
    rollBack();

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.now(job).problem().map(JobProblem::code)).contains("installer-forgot");
    assertThat(service.jobs.timelineOf(job.id())).endsWith(RUNNING, ROLLING_BACK, FAILED);
    assertThat(service.told.events)
        .containsExactly(
            "ended digital_card FAILED", "fact: digital_card failed, installer-forgot");
  }

  @Test
  void anOperatorHasToDecideWhenTheUndoFails() {
    fail();
    failToRollBack();

    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);
    assertThat(service.now(job).problem()).as("the first problem stays").contains(failedScript());
    assertThat(service.now(job).endedAt()).isEmpty();
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void anUndoThatFailsWithoutAFailureBeforeIsItsOwnReason() {
    failToRollBack();

    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);
    assertThat(service.now(job).problem()).contains(LeftOver.PROBLEM);
    assertThat(service.jobs.timelineOf(job.id()))
        .endsWith(RUNNING, ROLLING_BACK, MANUAL_INTERVENTION);
  }

  @Test
  void theNewsThatEverythingIsUndoneCountsAlsoWhenAnOperatorWasAsked() {
    fail();
    failToRollBack();
    rollBack();

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.now(job).problem()).contains(failedScript());
    assertThat(service.told.events).startsWith("ended digital_card FAILED");
  }

  @Test
  void whatIsUndoneAndWhatIsLeftIsKept() {
    fail();
    failToRollBack();
    assertThat(service.now(job).undo().undone()).containsExactly(LeftOver.SETUP);
    assertThat(service.now(job).undo().remaining()).isEqualTo(LeftOver.REPORT.remaining());

    done(service.noteFailure.onRolledBack(eventAbout(job), List.of(LeftOver.MIGRATIONS)));

    assertThat(service.now(job).undo().undone())
        .containsExactly(LeftOver.SETUP, LeftOver.MIGRATIONS);
    assertThat(service.now(job).undo().remaining()).isEmpty();
  }

  @Test
  void aReportThatComesAfterTheUndosDeadlineIsKeptOnce() {
    fail();
    service.sweepAfter(Service.TIME_FOR_AN_UNDO);
    service.told.forget();

    failToRollBack();
    failToRollBack();

    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);
    assertThat(service.now(job).undo().remaining()).hasSize(1);
    assertThat(service.told.audit)
        .containsExactly("acme: job.undo-reported " + job.id() + " MANUAL_INTERVENTION");
    assertThat(service.told.ignored)
        .containsExactly("ROLLBACK_FAILED DUPLICATE", "ROLLBACK_FAILED DUPLICATE");
  }

  @Test
  void theSameEventTwiceIsNotedOnce() {
    SagaEvent failed = eventAbout(job);
    SagaEvent undone = eventAbout(job);

    done(service.noteFailure.onFailed(failed, failedScript()));
    done(service.noteFailure.onFailed(failed, failedScript()));
    done(service.noteFailure.onRolledBack(undone, List.of()));
    done(service.noteFailure.onRolledBack(undone, List.of()));

    assertThat(service.told.audit).hasSize(2);
    assertThat(service.told.events).hasSize(2);
    assertThat(service.told.ignored).isEmpty();
  }

  @Test
  void theSameNewsInAnotherEventChangesNothing() {
    fail();
    fail();
    rollBack();
    rollBack();
    fail();
    failToRollBack();

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.told.audit).hasSize(2);
    assertThat(service.told.events).hasSize(2);
    assertThat(service.told.ignored)
        .containsExactly(
            "STEP_FAILED DUPLICATE",
            "ROLLED_BACK DUPLICATE",
            "STEP_FAILED LATE",
            "ROLLBACK_FAILED LATE");
  }

  @Test
  void aFailureAfterSuccessIsIllegalAndChangesNothing() {
    service.complete(job);
    service.told.forget();

    fail();
    rollBack();
    failToRollBack();

    assertThat(state()).isEqualTo(SUCCEEDED);
    assertThat(service.modules.modules).hasSize(1);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored)
        .containsExactly("STEP_FAILED ILLEGAL", "ROLLED_BACK ILLEGAL", "ROLLBACK_FAILED ILLEGAL");
  }

  private void fail() {
    done(service.noteFailure.onFailed(eventAbout(job), failedScript()));
  }

  private void rollBack() {
    done(service.noteFailure.onRolledBack(eventAbout(job), List.of()));
  }

  private void failToRollBack() {
    service.failToRollBack(job);
  }

  private JobState state() {
    return service.now(job).state();
  }
}
