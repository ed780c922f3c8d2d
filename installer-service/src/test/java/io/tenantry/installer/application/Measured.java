package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Fit;
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
  public void participantAsked(boolean undo) {
    all.add(undo ? "asked for the undo" : "asked");
  }

  @Override
  public void participantSilent(boolean undo) {
    all.add(undo ? "silent about the undo" : "silent");
  }

  @Override
  public void participantAnswered(Answer.Kind kind) {
    all.add("answered: " + kind);
  }

  @Override
  public void answerIgnored(Answer.Kind kind, Fit fit) {
    all.add("ignored: " + kind + " " + fit);
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
