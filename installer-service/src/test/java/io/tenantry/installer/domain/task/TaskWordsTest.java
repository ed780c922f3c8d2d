package io.tenantry.installer.domain.task;

import static io.tenantry.installer.domain.task.StepName.LANDLORD_MIGRATIONS;
import static io.tenantry.installer.domain.task.StepName.PREFLIGHT;
import static io.tenantry.installer.domain.task.StepName.RESTORE;
import static io.tenantry.installer.domain.task.StepName.SETUP;
import static io.tenantry.installer.domain.task.StepName.SET_ASIDE;
import static io.tenantry.installer.domain.task.StepName.TEARDOWN;
import static io.tenantry.installer.domain.task.StepName.TENANT_MIGRATIONS;
import static io.tenantry.installer.domain.task.StepName.VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.task.StepOutcome.Busy;
import io.tenantry.installer.domain.task.StepOutcome.Done;
import io.tenantry.installer.domain.task.StepOutcome.Failed;
import io.tenantry.installer.domain.task.StepOutcome.TaskLost;
import io.tenantry.installer.domain.task.StepOutcome.Waiting;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States, step names, outcomes and failures. */
class TaskWordsTest {

  private static final ScriptFailure SCRIPT =
      new ScriptFailure("x.sql", Optional.of(1), Optional.of("42601"), Optional.empty(), "no");

  @Test
  void onlyWhatRunsOrIsBeingUndoneIsWork() {
    assertThat(Arrays.stream(TaskState.values()).filter(TaskState::isWork))
        .containsExactly(TaskState.RUNNING, TaskState.UNDOING);
  }

  @Test
  void everyActionHasItsSteps() {
    assertThat(StepName.of(Action.INSTALL))
        .containsExactly(PREFLIGHT, LANDLORD_MIGRATIONS, TENANT_MIGRATIONS, SETUP, VERIFICATION);
    assertThat(StepName.of(Action.UPGRADE)).isEqualTo(StepName.of(Action.INSTALL));
    assertThat(StepName.of(Action.RESTORE))
        .containsExactly(
            PREFLIGHT, LANDLORD_MIGRATIONS, RESTORE, TENANT_MIGRATIONS, SETUP, VERIFICATION);
    assertThat(StepName.of(Action.REMOVE)).containsExactly(PREFLIGHT, TEARDOWN, SET_ASIDE);
  }

  @Test
  void stepsAreCalledWhatTheApiCallsThem() {
    assertThat(StepName.values())
        .extracting(StepName::label)
        .containsExactly(
            "preflight",
            "landlord-migrations",
            "restore",
            "tenant-migrations",
            "setup",
            "verification",
            "teardown",
            "set-aside");
  }

  @Test
  void everyOutcomeIsHandledAsWhatItIs() {
    assertThat(told(new Done("2 scripts"))).isEqualTo("done 2 scripts");
    assertThat(told(new Failed(Failure.of("drift", "It has changed.")))).isEqualTo("failed drift");
    assertThat(told(new Busy("another job"))).isEqualTo("busy another job");
    assertThat(told(new Waiting())).isEqualTo("waiting");
    assertThat(told(new TaskLost())).isEqualTo("lost");
  }

  @Test
  void aFailureKnowsItsScriptWhenThereIsOne() {
    assertThat(Failure.of("drift", "It has changed.").script()).isEmpty();
    assertThat(Failure.of(SCRIPT))
        .isEqualTo(new Failure("script-failed", "no", Optional.of(SCRIPT)));
  }

  private static String told(StepOutcome outcome) {
    return outcome.fold(
        done -> "done " + done.detail(),
        failed -> "failed " + failed.failure().code(),
        busy -> "busy " + busy.reason(),
        waiting -> "waiting",
        lost -> "lost");
  }
}
