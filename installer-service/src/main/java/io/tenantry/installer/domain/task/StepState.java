package io.tenantry.installer.domain.task;

/** What became of a step. */
public enum StepState {
  STARTED,
  COMPLETED,
  FAILED,
  UNDOING,
  UNDONE
}
