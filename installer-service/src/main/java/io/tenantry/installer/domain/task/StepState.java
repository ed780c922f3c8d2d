package io.tenantry.installer.domain.task;

/** What became of a step. */
public enum StepState {
  STARTED,
  COMPLETED,
  FAILED,
  UNDOING,
  UNDONE;

  /** Whether the step may have left something that has to be undone. */
  public boolean mayHaveEffects() {
    return this != UNDONE;
  }
}
