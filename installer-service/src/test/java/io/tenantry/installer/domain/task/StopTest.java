package io.tenantry.installer.domain.task;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.task.Stop.Reason;
import org.junit.jupiter.api.Test;

class StopTest {

  private final Job job = job("mail");

  @Test
  void aCancelledJobSaysWhoCancelledIt() {
    assertThat(new Stop(Reason.CANCELLED, "alice").failure(job))
        .isEqualTo(Failure.of("cancelled", "The job was cancelled by alice."));
  }

  @Test
  void aJobThatIsTooLateSaysWhenItHadToBeOver() {
    assertThat(new Stop(Reason.DEADLINE_PASSED, "tenant-module-service").failure(job))
        .isEqualTo(
            Failure.of(
                "deadline-passed", "The deadline of the job, 2026-11-22T13:00:00Z, has passed."));
  }

  @Test
  void aReasonThatIsNotKnownYetStopsTheJobToo() {
    assertThat(new Stop(Reason.OTHER, "alice").failure(job))
        .isEqualTo(Failure.of("stopped", "The job was asked to stop by alice."));
  }
}
