package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Fit;
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

  /** A module's own service was asked, for the first time or again. */
  void participantAsked(boolean undo);

  /** It did not answer in time. */
  void participantSilent(boolean undo);

  /** It answered what it was asked. */
  void participantAnswered(Answer.Kind kind);

  /** An answer came that nobody waits for. */
  void answerIgnored(Answer.Kind kind, Fit fit);

  /** What came of a step. */
  enum StepEnd {
    DONE,
    FAILED,
    BUSY,
    WAITING,
    LOST
  }
}
