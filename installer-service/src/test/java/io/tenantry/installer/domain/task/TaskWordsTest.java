package io.tenantry.installer.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.StepOutcome.Busy;
import io.tenantry.installer.domain.task.StepOutcome.Done;
import io.tenantry.installer.domain.task.StepOutcome.Failed;
import io.tenantry.installer.domain.task.StepOutcome.TaskLost;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States, step names, outcomes and failures. */
class TaskWordsTest {

  private static final ScriptFailure SCRIPT =
      new ScriptFailure("x.sql", Optional.of(1), Optional.of("42601"), Optional.empty(), "no");

  @Test
  void onlyWhatRunsOrIsBeingUndoneIsWork() {
    assertThat(Arrays.stream(TaskState.values()).filter(TaskState::isWork))
        .containsExactly(TaskState.RUNNING, TaskState.UNDOING);
  }

  @ParameterizedTest
  @EnumSource
  void aStepIsFoundByItsName(StepName name) {
    assertThat(StepName.labelled(name.label())).isEqualTo(name);
  }

  @Test
  void anotherNameIsThatOfNoStep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepName.labelled("backup"))
        .withMessage("no step is called backup");
  }

  @Test
  void everyOutcomeIsHandledAsWhatItIs() {
    assertThat(told(new Done("2 scripts"))).isEqualTo("done 2 scripts");
    assertThat(told(new Failed(Failure.of("drift", "It has changed.")))).isEqualTo("failed drift");
    assertThat(told(new Busy("another job"))).isEqualTo("busy another job");
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
        lost -> "lost");
  }
}
