package io.tenantry.tenantmodule.domain.job;

/** What can happen to a job. */
public enum JobEvent {
  /** Its turn has come. */
  LEFT_QUEUE,
  /** Cancelled, tenant suspended, or queueing deadline passed while it was queued. */
  WITHDRAWN,
  /** Plan reserved, subscription and parameters approved. */
  APPROVED,
  /** Plan rejected, subscription or parameters refused, cancelled, or deadline passed. */
  REFUSED,
  /** The installer completed every step. */
  COMPLETED,
  /** The installer failed or stopped, and has begun to undo. */
  STEP_FAILED,
  /** The installer undid everything. */
  ROLLED_BACK,
  /** The installer could not undo everything. */
  ROLLBACK_FAILED,
  /** The undo passed its deadline. */
  UNDO_OVERDUE,
  /** An operator asks for the undo again. */
  UNDO_REQUESTED,
  /** An operator declares it cleaned up. */
  DECLARED_CLEAN
}
