package io.tenantry.local.installer;

import java.util.List;

/**
 * When a job came to what, by the clock of the machine, in milliseconds.
 *
 * @param taken the installer has it
 * @param done the installer is through with it
 * @param steps what the installer did, in that order
 */
record JobTimes(double requested, double taken, double done, double ended, List<StepTime> steps) {

  double wholeSaga() {
    return ended - requested;
  }

  /** As long as a worker had it. */
  double work() {
    return done - steps.get(0).began();
  }

  double untilTaken() {
    return taken - requested;
  }

  double waiting() {
    return steps.get(0).began() - taken;
  }

  double betweenSteps() {
    return work() - steps.stream().mapToDouble(StepTime::took).sum();
  }

  double untilEnded() {
    return ended - done;
  }

  /** A step of a job. */
  record StepTime(String name, double began, double completed) {

    double took() {
      return completed - began;
    }
  }
}
