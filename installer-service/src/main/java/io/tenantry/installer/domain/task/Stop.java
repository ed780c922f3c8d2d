package io.tenantry.installer.domain.task;

/**
 * A job is asked to stop.
 *
 * @param requestedBy who asked, as the one who passed it on calls them
 */
public record Stop(Reason reason, String requestedBy) {

  /** Why the job fails when it stops. */
  public Failure failure(Job job) {
    return switch (reason) {
      case CANCELLED -> Failure.of("cancelled", "The job was cancelled by " + requestedBy + ".");
      case DEADLINE_PASSED ->
          Failure.of(
              "deadline-passed", "The deadline of the job, " + job.deadline() + ", has passed.");
      case OTHER -> Failure.of("stopped", "The job was asked to stop by " + requestedBy + ".");
    };
  }

  /** Why it should stop. OTHER: a reason that the installer does not know yet. */
  public enum Reason {
    CANCELLED,
    DEADLINE_PASSED,
    OTHER
  }
}
