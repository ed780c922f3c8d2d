package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.Job;
import java.util.function.Function;

/** What came of somebody's wish to change a job. */
public sealed interface ChangeOutcome {

  /** Handles every case. */
  default <R> R fold(Function<Job, R> accepted, Function<Job, R> notInThisState) {
    return this instanceof Accepted one
        ? accepted.apply(one.job())
        : notInThisState.apply(((NotInThisState) this).job());
  }

  /** The job as it is from now on. */
  record Accepted(Job job) implements ChangeOutcome {}

  /** The job is in a state that does not allow it, and stays there. */
  record NotInThisState(Job job) implements ChangeOutcome {}
}
