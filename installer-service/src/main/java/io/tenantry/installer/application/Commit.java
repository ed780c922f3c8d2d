package io.tenantry.installer.application;

/** What the installer commits in its own database, each in a unit of work of that name. */
public enum Commit {
  TENANT_TAKEN,
  DATABASE_ASSIGNED,
  PROVISIONING_ENDED,
  JOB_TAKEN,
  STOP_TAKEN,
  UNDO_TAKEN,
  RESOLUTION_TAKEN,
  LEASES_FREED,
  TASK_CLAIMED,
  LEASE_PROLONGED,
  TASK_POSTPONED,
  STEP_STARTED,
  STEP_COMPLETED,
  JOB_COMPLETED,
  JOB_FAILED,
  STEP_UNDOING,
  STEP_UNDONE,
  JOB_UNDONE,
  UNDO_FAILED,
  LANDLORD_USED,
  LANDLORD_RELEASED,
  LANDLORD_HANDED_OVER
}
