package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.StopReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop request against completion, in every order. */
class StopRacesTest {

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobRuns() {
    service.tenants.has(readyTenant());
    job = service.running("digital_card");
    service.told.forget();
  }

  @Test
  void cancelBeforeCompletionLosesWhenTheInstallerCompletes() {
    service.cancel(job);
    service.complete(job);

    assertThat(state()).isEqualTo(SUCCEEDED);
    assertThat(service.now(job).stopRequested()).contains(StopReason.CANCEL);
    assertThat(service.modules.modules).hasSize(1);
    assertThat(service.told.events)
        .containsExactly(
            "stop digital_card CANCEL",
            "fact: digital_card 1.0.0 is active",
            "ended digital_card SUCCEEDED");
  }

  @Test
  void cancelBeforeCompletionWinsWhenTheInstallerStops() {
    service.cancel(job);
    service.fail(job);
    service.rollBack(job);

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.modules.modules).isEmpty();
    assertThat(service.told.events)
        .startsWith("stop digital_card CANCEL", "ended digital_card FAILED");
  }

  @Test
  void cancelAfterCompletionIsTooLate() {
    service.complete(job);
    service.told.forget();

    assertThat(service.cancel(job)).isEqualTo("too late: SUCCEEDED");

    assertThat(service.now(job).stopRequested()).isEmpty();
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void cancelTwiceBeforeCompletionTwiceHasOneEffectEach() {
    SagaEvent completed = eventAbout(job);
    service.cancel(job);
    service.cancel(job);
    done(service.noteCompletion.onCompleted(completed, Service.results(job)));
    done(service.noteCompletion.onCompleted(completed, Service.results(job)));
    service.complete(job);

    assertThat(state()).isEqualTo(SUCCEEDED);
    assertThat(service.told.events)
        .containsExactly(
            "stop digital_card CANCEL",
            "fact: digital_card 1.0.0 is active",
            "ended digital_card SUCCEEDED");
    assertThat(service.told.ignored).containsExactly("COMPLETED DUPLICATE");
  }

  @Test
  void cancelTwiceAfterCompletionTwiceIsTooLateTwice() {
    service.complete(job);
    service.complete(job);
    service.told.forget();

    assertThat(service.cancel(job)).isEqualTo("too late: SUCCEEDED");
    assertThat(service.cancel(job)).isEqualTo("too late: SUCCEEDED");

    assertThat(service.told.events).isEmpty();
  }

  @Test
  void whatComesAfterTheEndOfAStoppedJobChangesNothing() {
    service.cancel(job);
    service.fail(job);
    service.rollBack(job);
    Job ended = service.now(job);
    service.told.forget();

    service.complete(job);
    service.fail(job);
    service.rollBack(job);
    service.failToRollBack(job);
    service.cancel(job);

    assertThat(service.now(job)).isEqualTo(ended);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored)
        .containsExactly(
            "COMPLETED ILLEGAL",
            "STEP_FAILED LATE",
            "ROLLED_BACK DUPLICATE",
            "ROLLBACK_FAILED LATE");
  }

  private JobState state() {
    return service.now(job).state();
  }
}
