package io.tenantry.installer.domain.task;

/** Where a task is. Who works on it, if anybody, is told by its lease. */
public enum TaskState {
  /** Its steps are to be done. */
  RUNNING,
  /** Everything was done. */
  COMPLETED,
  /** Its steps are to be undone. */
  UNDOING,
  /** Nothing of it is left; or nothing ever was. */
  UNDONE,
  /** Something of it is left; an operator decides. */
  UNDO_FAILED,
  /** An operator has cleaned up what was left of it. */
  RESOLVED;

  /** Whether a worker may claim it. */
  public boolean isWork() {
    return this == RUNNING || this == UNDOING;
  }
}
