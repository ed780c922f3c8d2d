package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** What a step does, and how it is undone. Both may run again after a crash in their middle. */
interface StepWork {

  StepOutcome perform(StepContext context);

  /**
   * Undoes the step, whether it had finished or not.
   *
   * @return done, failed, busy, or that the task is another worker's
   */
  StepOutcome undo(StepContext context);

  /** Commands with which an operator undoes the step, asked for in a unit of work. */
  Uni<List<String>> remedy(StepContext context);
}
