package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.TIME_FOR_AN_UNDO;
import static io.tenantry.tenantmodule.application.Service.TIME_FOR_A_JOB;
import static io.tenantry.tenantmodule.domain.Fixtures.TIME_IN_QUEUE;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.MANUAL_INTERVENTION;
import static io.tenantry.tenantmodule.domain.job.JobState.PENDING;
import static io.tenantry.tenantmodule.domain.job.JobState.ROLLING_BACK;
import static io.tenantry.tenantmodule.domain.job.JobState.RUNNING;
import static io.tenantry.tenantmodule.domain.job.JobState.SUCCEEDED;
import static io.tenantry.tenantmodule.domain.job.JobState.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.StopReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepingJobsTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Service service = new Service();

  @BeforeEach
  void aTenantIsReady() {
    service.tenants.has(readyTenant());
  }

  @Test
  void nothingIsSweptBeforeItsTime() {
    Job job = service.accepted("digital_card");
    Job queued = service.accepted("mail");
    service.told.forget();

    service.sweepAfter(TIME_FOR_A_JOB.minus(A_SECOND));

    assertThat(state(job)).isEqualTo(VALIDATING);
    assertThat(state(queued)).isEqualTo(PENDING);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void aJobWhoseTurnDoesNotComeInTimeFails() {
    service.tenants.has(newTenant());
    Job queued = service.accepted("digital_card");
    service.told.forget();

    service.sweepAfter(TIME_IN_QUEUE);
    service.sweep();

    assertThat(state(queued)).isEqualTo(FAILED);
    assertThat(code(queued)).isEqualTo("queue-deadline-passed");
    assertThat(service.told.events)
        .containsExactly("fact: digital_card failed, queue-deadline-passed");
    assertThat(service.told.audit).hasSize(1);
    assertThat(service.told.origins)
        .allSatisfy(origin -> assertThat(origin.actor()).isEqualTo("tenant-module-service"));
  }

  @Test
  void aPlanThatDoesNotComeInTimeIsRefusedAndTheNextJobBegins() {
    Job job = service.accepted("digital_card");
    Job next = service.accepted("mail");
    service.told.forget();

    service.sweepAfter(TIME_FOR_A_JOB);
    service.sweep();

    assertThat(state(job)).isEqualTo(FAILED);
    assertThat(code(job)).isEqualTo("deadline-passed");
    assertThat(state(next)).isEqualTo(VALIDATING);
    assertThat(service.told.events)
        .containsExactly(
            "rejected digital_card deadline-passed",
            "fact: digital_card failed, deadline-passed",
            "requested mail *[]");
  }

  @Test
  void aRunningJobIsAskedToStopOnceWhenItsTimeIsOver() {
    Job job = service.running("digital_card");
    service.told.forget();

    service.sweepAfter(TIME_FOR_A_JOB);
    service.sweepAfter(TIME_FOR_A_JOB);

    assertThat(state(job)).isEqualTo(RUNNING);
    assertThat(service.now(job).stopRequested()).contains(StopReason.DEADLINE);
    assertThat(service.told.events).containsExactly("stop digital_card DEADLINE");
    assertThat(service.told.audit)
        .containsExactly("acme: job.stop-requested " + job.id() + " DEADLINE");
  }

  @Test
  void aJobThatWasCancelledIsNotAskedAgainWhenItsTimeIsOver() {
    Job job = service.running("digital_card");
    service.cancel(job);
    service.told.forget();

    service.sweepAfter(TIME_FOR_A_JOB);

    assertThat(service.now(job).stopRequested()).contains(StopReason.CANCEL);
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void anUndoThatTakesTooLongNeedsAnOperator() {
    Job job = service.running("digital_card");
    service.clock.advance(TIME_FOR_A_JOB);
    service.fail(job);
    service.told.forget();

    service.sweepAfter(TIME_FOR_AN_UNDO.minus(A_SECOND));
    assertThat(state(job)).isEqualTo(ROLLING_BACK);
    service.sweepAfter(A_SECOND);
    service.sweep();

    assertThat(state(job)).isEqualTo(MANUAL_INTERVENTION);
    assertThat(code(job)).as("the first problem stays").isEqualTo("script-failed");
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: job.moved " + job.id() + " MANUAL_INTERVENTION script-failed");
  }

  @Test
  void aLateUndoStillEndsTheJob() {
    Job job = service.running("digital_card");
    service.fail(job);
    service.sweepAfter(TIME_FOR_AN_UNDO);

    service.rollBack(job);

    assertThat(state(job)).isEqualTo(FAILED);
  }

  @Test
  void deadlineBeforeCompletionLosesWhenTheInstallerCompletes() {
    Job job = service.running("digital_card");
    service.sweepAfter(TIME_FOR_A_JOB);
    service.sweep();
    service.complete(job);
    service.complete(job);

    assertThat(state(job)).isEqualTo(SUCCEEDED);
    assertThat(service.now(job).problem()).isEmpty();
    assertThat(service.told.events).last().isEqualTo("ended digital_card SUCCEEDED");
    assertThat(service.told.ignored).containsExactly("COMPLETED DUPLICATE");
  }

  @Test
  void deadlineAfterCompletionChangesNothing() {
    Job job = service.running("digital_card");
    service.complete(job);
    service.told.forget();

    service.sweepAfter(TIME_FOR_A_JOB);
    service.sweep();

    assertThat(state(job)).isEqualTo(SUCCEEDED);
    assertThat(service.now(job).stopRequested()).isEmpty();
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void aJobThatMovedOnBetweenTheLookAndTheLockIsLeftAlone() {
    Job job = service.running("digital_card");
    service.clock.advance(TIME_FOR_A_JOB);
    service.jobs.afterTheNextLook(() -> service.complete(job));
    service.told.forget();

    service.sweep();

    assertThat(state(job)).isEqualTo(SUCCEEDED);
    assertThat(service.told.events).doesNotContain("stop digital_card DEADLINE");
  }

  @Test
  void aSweepLeavesWhatIsMoreThanItsLimitToTheNext() {
    service.tenants.has(newTenant());
    List<Job> jobs =
        List.of(service.accepted("a_card"), service.accepted("b_mail"), service.accepted("c_room"));

    service.sweepAfter(TIME_IN_QUEUE);
    assertThat(jobs.stream().map(this::state)).containsExactly(FAILED, FAILED, PENDING);
    service.sweep();

    assertThat(jobs.stream().map(this::state)).containsOnly(FAILED);
  }

  @Test
  void aJobThatCannotBeMovedOnKeepsNoOtherFromIt() {
    service.tenants.has(newTenant());
    Job broken = service.accepted("a_card");
    Job other = service.accepted("b_mail");
    service.jobs.cannotStore(broken);
    service.clock.advance(TIME_IN_QUEUE);

    assertThatThrownBy(service::sweep).hasMessageContaining("cannot be stored");

    assertThat(state(broken)).isEqualTo(PENDING);
    assertThat(state(other)).isEqualTo(FAILED);
  }

  @Test
  void anUndoThatFailsByItselfHasNoDeadlineAnyMore() {
    Job job = service.running("digital_card");
    service.fail(job);
    service.failToRollBack(job);
    service.told.forget();

    service.sweepAfter(TIME_FOR_AN_UNDO);

    assertThat(state(job)).isEqualTo(MANUAL_INTERVENTION);
    assertThat(service.told.audit).isEmpty();
  }

  private JobState state(Job job) {
    return service.now(job).state();
  }

  private String code(Job job) {
    return service.now(job).problem().map(JobProblem::code).orElse("no problem");
  }
}
