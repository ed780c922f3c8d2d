package io.tenantry.installer.application.job;

/** How a worker goes on after a step. */
public enum Progress {
  /** With the next step. */
  NEXT,
  /**
   * Not with this task for a moment: another job is doing something that this one needs, or another
   * process is to go on.
   */
  BUSY,
  /** Not with this task: it is over, goes the other way from here, or waits for an answer. */
  OVER
}
