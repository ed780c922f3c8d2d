package io.tenantry.tenantmodule.domain.job;

/** Where a job is. */
public enum JobState {
  /** Accepted; queued behind the tenant's earlier jobs. */
  PENDING,
  /** It has left the queue; plan, subscription and parameters are checked. */
  VALIDATING,
  /** The installer runs its steps. */
  RUNNING,
  /** The installer undoes what it did. */
  ROLLING_BACK,
  /** An undo failed, or takes too long; an operator decides. */
  MANUAL_INTERVENTION,
  /** Everything was done. */
  SUCCEEDED,
  /** Nothing was done, or everything was undone. */
  FAILED;

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Whether the job keeps others of its tenant from leaving the queue. */
  public boolean holdsTheTenant() {
    return !isFinal() && this != PENDING;
  }
}
