package io.tenantry.installer.application;

import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A task that a worker has taken.
 *
 * @param fence rises with every worker that takes the task
 * @param attempts how often in a row the task could not go on because something was out of reach
 * @param job what is to be done for the tenant
 * @param purge kept data that is to be destroyed; when that is empty as well as the job, the
 *     tenant's database is to be made
 * @param steps what became of the job's steps, by position
 */
public record Claim(
    UUID taskId,
    String tenantId,
    TaskState state,
    long fence,
    int attempts,
    Optional<Job> job,
    Optional<PurgeOrder> purge,
    Map<Integer, StepState> steps,
    Origin origin) {

  public Claim {
    steps = Map.copyOf(steps);
  }

  /** The same task, as if that had asked for it. */
  public Claim askedFor(Origin asking) {
    return new Claim(taskId, tenantId, state, fence, attempts, job, purge, steps, asking);
  }
}
