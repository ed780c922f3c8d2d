package io.tenantry.tenantmodule.application;

/** What the service commits, each in a unit of work of that name. */
public enum Commit {
  TENANT_REGISTERED,
  PROVISIONING_NOTED,
  SUBSCRIPTION_CHANGED,
  REFUSED_ACCESS_NOTED,
  JOB_REQUESTED,
  JOB_APPROVED,
  JOB_REFUSED,
  JOB_PROGRESSED,
  JOB_SUCCEEDED,
  JOB_TURNED_BACK,
  JOB_UNDONE,
  UNDO_FAILED,
  JOB_CANCELLED,
  JOB_RETRIED,
  JOB_RESOLVED,
  DEADLINE_ENFORCED,
  QUEUE_ADVANCED
}
