package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.Job;
import java.util.function.Function;

/** What came of the wish to try a failed job again. */
public sealed interface RetryOutcome {

  /** Handles every case. */
  default <R> R fold(Function<Requested, R> requested, Function<Job, R> notRetryable) {
    return this instanceof Requested one
        ? requested.apply(one)
        : notRetryable.apply(((NotRetryable) this).job());
  }

  /** It was requested again, like any other. */
  record Requested(Job failed, RequestOutcome outcome) implements RetryOutcome {}

  /** It has not failed. */
  record NotRetryable(Job job) implements RetryOutcome {}
}
