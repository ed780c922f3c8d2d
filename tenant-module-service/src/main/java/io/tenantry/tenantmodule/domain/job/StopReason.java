package io.tenantry.tenantmodule.domain.job;

/** Why a job is asked to stop. */
public enum StopReason {
  /** Somebody does not want it any more. */
  CANCEL,
  /** It takes too long. */
  DEADLINE;

  /** What is said of a job that ended for this reason before anything was done. */
  public JobProblem problem() {
    return switch (this) {
      case CANCEL -> JobProblem.refusal("cancelled", "The job was cancelled.");
      case DEADLINE -> JobProblem.refusal("deadline-passed", "The job took longer than it may.");
    };
  }
}
