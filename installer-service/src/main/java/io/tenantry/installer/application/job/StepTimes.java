package io.tenantry.installer.application.job;

import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.application.port.Measures.StepEnd;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepOutcome;
import java.time.Duration;
import java.util.function.Supplier;

/** Takes the time of steps. */
public final class StepTimes {

  private final Measures measures;

  public StepTimes(Measures measures) {
    this.measures = measures;
  }

  /** What throws an exception is tried again, and is not a step's end. */
  StepOutcome of(Step step, boolean undo, Supplier<StepOutcome> work) {
    long start = System.nanoTime();
    StepOutcome outcome = work.get();
    StepEnd end =
        outcome.fold(
            done -> StepEnd.DONE,
            failed -> StepEnd.FAILED,
            busy -> StepEnd.BUSY,
            waiting -> StepEnd.WAITING,
            lost -> StepEnd.LOST);
    measures.stepEnded(step.name(), undo, end, Duration.ofNanos(System.nanoTime() - start));
    return outcome;
  }

  void turnedBack(String code) {
    measures.turnedBack(code);
  }
}
