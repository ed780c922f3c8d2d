package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.JobProblem;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether a plan may be carried out. */
sealed interface PlanVerdict {

  /** Handles every case. */
  default <R> R fold(Supplier<R> good, Function<JobProblem, R> bad, Function<String, R> open) {
    if (this instanceof Bad one) {
      return bad.apply(one.problem());
    }
    return this instanceof Open one ? open.apply(one.reason()) : good.get();
  }

  /** It may. */
  record Good() implements PlanVerdict {}

  /** It may not. */
  record Bad(JobProblem problem) implements PlanVerdict {}

  /** That is not known yet, which a sentence tells. */
  record Open(String reason) implements PlanVerdict {}
}
