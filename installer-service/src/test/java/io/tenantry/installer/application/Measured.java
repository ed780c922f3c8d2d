package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.domain.task.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was measured. */
final class Measured implements Measures {

  final List<String> all = new ArrayList<>();

  @Override
  public void stepEnded(StepName step, boolean undo, StepEnd end, Duration took) {
    all.add((undo ? "undo of " : "") + step.label() + " " + end);
  }

  @Override
  public void retried(String code) {
    all.add("retry: " + code);
  }

  @Override
  public void turnedBack(String code) {
    all.add("turned back: " + code);
  }
}
