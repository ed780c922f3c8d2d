package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.USER;
import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.job.Undo;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancellingJobsTest {

  private final Service service = new Service();

  @BeforeEach
  void aTenantIsReady() {
    service.tenants.has(readyTenant());
  }

  @Test
  void aQueuedJobFailsAtOnceAndTheSagaHearsNothingOfIt() {
    service.accepted("mail");
    Job queued = service.accepted("digital_card");
    service.told.forget();

    assertThat(service.cancel(queued)).isEqualTo("FAILED");

    Job cancelled = service.now(queued);
    assertThat(cancelled.problem().map(JobProblem::code)).contains("cancelled");
    assertThat(cancelled.endedAt()).isPresent();
    assertThat(service.jobs.timelineOf(queued.id()))
        .containsExactly(JobState.PENDING, JobState.FAILED);
    assertThat(service.told.events).containsExactly("fact: digital_card failed, cancelled");
    assertThat(service.told.audit)
        .containsExactly("acme: job.moved " + queued.id() + " FAILED cancelled");
    assertThat(service.told.origins).containsOnly(USER);
  }

  @Test
  void aModuleThatCameAsADependencyMeanwhileHasNotFailed() {
    service.accepted("mail");
    Job queued = service.accepted("digital_card");
    service.hasInstalled("digital_card", InstalledAs.DEPENDENCY);
    service.told.forget();

    assertThat(service.cancel(queued)).isEqualTo("FAILED");

    assertThat(service.told.events).isEmpty();
  }

  @Test
  void aJobThatIsBeingValidatedIsRefusedSoThatItsReservationIsReleased() {
    Job validating = service.accepted("digital_card");
    service.told.forget();

    assertThat(service.cancel(validating)).isEqualTo("FAILED");

    assertThat(service.now(validating).problem().map(JobProblem::code)).contains("cancelled");
    assertThat(service.told.events)
        .containsExactly("rejected digital_card cancelled", "fact: digital_card failed, cancelled");
  }

  @Test
  void theNextJobBeginsWhenTheOneBeforeItIsCancelled() {
    Job validating = service.accepted("digital_card");
    Job next = service.accepted("mail");
    service.cancel(validating);

    service.sweep();

    assertThat(service.now(next).state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.events).last().isEqualTo("requested mail *[]");
  }

  @Test
  void aPlanThatComesAfterTheCancelIsNotCarriedOut() {
    Job validating = service.accepted("digital_card");
    service.cancel(validating);
    service.told.forget();

    service.reserve(validating, module("digital_card").planned());

    assertThat(service.now(validating).state()).isEqualTo(JobState.FAILED);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored).containsExactly("APPROVED LATE");
  }

  @Test
  void aRunningJobIsAskedToStopAndGoesOnUntilTheInstallerDecides() {
    Job running = service.running("digital_card");
    service.told.forget();

    assertThat(service.cancel(running)).isEqualTo("RUNNING");

    assertThat(service.now(running).stopRequested()).contains(StopReason.CANCEL);
    assertThat(service.told.events).containsExactly("stop digital_card CANCEL");
    assertThat(service.told.audit)
        .containsExactly("acme: job.stop-requested " + running.id() + " CANCEL");
  }

  @Test
  void askingAgainIsAcceptedAndSaysNothingNew() {
    Job running = service.running("digital_card");
    service.cancel(running);
    service.told.forget();

    assertThat(service.cancel(running)).isEqualTo("RUNNING");

    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void whatIsBeingUndoneOrNeedsAnOperatorIsTooLateToCancel() {
    Job job = service.running("digital_card");
    service.fail(job);
    service.told.forget();

    assertThat(service.cancel(job)).isEqualTo("too late: ROLLING_BACK");
    service.failToRollBack(job);
    assertThat(service.cancel(job)).isEqualTo("too late: MANUAL_INTERVENTION");
    service.rollBack(job);
    assertThat(service.cancel(job)).isEqualTo("too late: FAILED");

    assertThat(service.told.audit)
        .contains("acme: job.cancel " + job.id() + " REFUSED ROLLING_BACK")
        .contains("acme: job.cancel " + job.id() + " REFUSED FAILED");
  }

  @Test
  void aJobThatIsNotThereOrSomebodyElsesIsNotFound() {
    Job job = service.accepted("digital_card");
    service.told.forget();

    assertThat(done(service.cancelJob.handle(UUID.randomUUID(), Scope.PLATFORM, USER))).isEmpty();
    assertThat(done(service.cancelJob.handle(job.id(), Scope.of(Set.of("globex")), USER)))
        .isEmpty();

    assertThat(service.now(job).state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void aStoppedJobSaysSoWhenTheInstallerKnewNothingOfIt() {
    Job job = service.running("digital_card");
    service.cancel(job);

    service.rollBack(job);

    assertThat(service.now(job).problem().map(JobProblem::code)).contains("cancelled");
    assertThat(service.now(job).undo()).isEqualTo(Undo.NOT_BEGUN);
  }
}
