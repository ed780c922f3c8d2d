package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job, as readers see it.
 *
 * @param percent how much is done, 0 to 100
 * @param blockedBy the job that keeps this one in the queue
 * @param waitingFor what keeps it from being validated, as a sentence; only of a single job
 * @param steps newest state of each step, in the order in which they began; only of a single job
 */
public record JobView(
    Job job, int percent, Optional<UUID> blockedBy, Optional<String> waitingFor, List<Step> steps) {

  public JobView {
    steps = List.copyOf(steps);
  }

  /** What is known of a step. */
  public record Step(
      String module,
      String version,
      String step,
      String state,
      Optional<String> detail,
      Instant startedAt,
      Optional<Instant> endedAt) {}
}
