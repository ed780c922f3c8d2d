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
  /** Not with this task: it is over, or goes the other way from here. */
  OVER
}
