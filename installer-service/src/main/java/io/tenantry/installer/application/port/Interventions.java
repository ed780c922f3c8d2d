package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import java.util.UUID;

/**
 * What others decide about a job while a worker may have it. Each change is one guarded update, so
 * that it comes either before what the worker writes next, or after it.
 */
public interface Interventions {

  /**
   * Stores a job that was never seen as one of which nothing is left, so that it never runs.
   *
   * @return false when the job is known
   */
  Uni<Boolean> bury(JobRef job, Origin origin);

  /**
   * Stores that a running job is to stop; the first request stays.
   *
   * @return false when the job does not run
   */
  Uni<Boolean> stop(UUID jobId, Stop stop);

  /**
   * Makes the undo that was given up work again, with its attempts counted afresh.
   *
   * @return false when the job is not one whose undo was given up
   */
  Uni<Boolean> undoAgain(UUID jobId, Origin origin);

  /**
   * Closes a job whose undo was given up, or still goes on and is taken from its worker.
   *
   * @return false when there is no undo to close
   */
  Uni<Boolean> close(UUID jobId);
}
