package io.tenantry.installer.domain.task;

import java.util.function.Function;

/** What came of a step. */
public sealed interface StepOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<Done, R> done,
      Function<Failed, R> failed,
      Function<Busy, R> busy,
      Function<Waiting, R> waiting,
      Function<TaskLost, R> taskLost) {
    if (this instanceof Done one) {
      return done.apply(one);
    }
    if (this instanceof Failed one) {
      return failed.apply(one);
    }
    if (this instanceof Busy one) {
      return busy.apply(one);
    }
    return this instanceof Waiting one ? waiting.apply(one) : taskLost.apply((TaskLost) this);
  }

  /** It is done, with a few words for people. */
  record Done(String detail) implements StepOutcome {}

  record Failed(Failure failure) implements StepOutcome {}

  /** Another job is doing the same for everybody; a little later it will be done. */
  record Busy(String reason) implements StepOutcome {}

  /** The task was given back, until somebody has answered. */
  record Waiting() implements StepOutcome {}

  /** Another worker has the task. */
  record TaskLost() implements StepOutcome {}
}
