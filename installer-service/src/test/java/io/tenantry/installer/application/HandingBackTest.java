package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that is told to stop lets another one go on at the next step. */
class HandingBackTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();

  @Test
  void theStepIsFinishedAndTheTaskGivenBack() {
    Job job = installer.approve(job("mail"));
    stopDuring("migrate tn_acme/mail");

    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
    assertThat(installer.now(job).leased()).isFalse();
    assertThat(installer.now(job).attempts()).isZero();
    assertThat(installer.told.progress)
        .last()
        .isEqualTo("mail tenant-migrations COMPLETED 60: 2 scripts");
  }

  @Test
  void anotherProcessGoesOn() {
    Job job = installer.approve(job("mail"));
    stopDuring("migrate tn_acme/mail");
    installer.work();

    installer.shiftIsOver = false;
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.progress).doesNotHaveDuplicates();
  }

  @Test
  void anUndoIsHandedBackToo() {
    Job job = installer.approve(job("mail"));
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.work();
    stopDuring("remove tn_acme/mail");

    installer.work();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    assertThat(installer.now(job).leased()).isFalse();
    installer.shiftIsOver = false;
    installer.workToTheEnd();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
  }

  private void stopDuring(String run) {
    installer.migrator.habit =
        what -> {
          installer.shiftIsOver |= what.equals(run);
          return Optional.empty();
        };
  }
}
