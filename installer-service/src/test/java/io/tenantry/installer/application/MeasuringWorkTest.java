package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuringWorkTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();

  @Test
  void everyStepIsMeasured() {
    installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.measured.all)
        .containsExactly(
            "preflight DONE",
            "landlord-migrations DONE",
            "tenant-migrations DONE",
            "setup DONE",
            "verification DONE");
  }

  @Test
  void whatFailsAndWhatIsUndoneIsMeasuredToo() {
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.measured.all)
        .containsSubsequence(
            "tenant-migrations FAILED",
            "turned back: script-failed",
            "undo of tenant-migrations DONE",
            "undo of preflight DONE");
  }

  @Test
  void aStepThatWaitsForAnotherJobIsBusy() {
    installer.uses.isHeld(module("mail"));
    installer.approve(job("mail"));

    installer.work();

    assertThat(installer.measured.all).endsWith("landlord-migrations BUSY");
  }

  @Test
  void whatIsTriedAgainIsCounted() {
    installer.migrator.answers(
        "migrate tn_acme/mail",
        () -> {
          throw new DatabaseUnavailable("away", null);
        });
    installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.measured.all).contains("retry: out-of-reach", "turned back: out-of-reach");
  }

  @Test
  void aJobThatWasStoppedTurnsBack() {
    Job job = installer.approve(job("mail"));
    installer.stop(job, Stop.Reason.CANCELLED);

    installer.workToTheEnd();

    assertThat(installer.measured.all).contains("turned back: stopped");
  }
}
