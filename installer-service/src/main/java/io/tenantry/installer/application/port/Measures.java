package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.task.StepName;
import java.time.Duration;

/** What the people on call see of the work. */
public interface Measures {

  /** A step was done, undone, or has failed, waits or was lost. */
  void stepEnded(StepName step, boolean undo, StepEnd end, Duration took);

  /** A task will be tried again, because something was out of reach. */
  void retried(String code);

  /** A job turned back: everything that it has done is undone. */
  void turnedBack(String code);

  /** What came of a step. */
  enum StepEnd {
    DONE,
    FAILED,
    BUSY,
    LOST
  }
}
