package io.tenantry.installer.adapter.out.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Fit;
import io.tenantry.installer.domain.task.StepName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Measures with Micrometer. */
@ApplicationScoped
class MicrometerMeasures implements Measures {

  private final MeterRegistry metrics;

  MicrometerMeasures(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void stepEnded(StepName step, boolean undo, StepEnd end, Duration took) {
    Timer.builder("tenantry.installer.step")
        .description("How long steps of jobs take, and their undos")
        .tag("step", step.label())
        .tag("undo", String.valueOf(undo))
        .tag("end", end.name())
        .register(metrics)
        .record(took);
  }

  @Override
  public void retried(String code) {
    count("tenantry.installer.retries", "Tasks that are tried again later", code);
  }

  @Override
  public void turnedBack(String code) {
    count("tenantry.installer.compensations", "Jobs that turned back to be undone", code);
  }

  @Override
  public void participantAsked(boolean undo) {
    Counter.builder("tenantry.installer.participants.asked")
        .description("Requests to modules' own services, repeated ones among them")
        .tag("undo", String.valueOf(undo))
        .register(metrics)
        .increment();
  }

  @Override
  public void participantSilent(boolean undo) {
    Counter.builder("tenantry.installer.participants.timeouts")
        .description("Requests that modules' own services did not answer in time")
        .tag("undo", String.valueOf(undo))
        .register(metrics)
        .increment();
  }

  @Override
  public void participantAnswered(Answer.Kind kind) {
    answer(kind, "TAKEN");
  }

  @Override
  public void answerIgnored(Answer.Kind kind, Fit fit) {
    answer(kind, fit.name());
  }

  private void answer(Answer.Kind kind, String fit) {
    Counter.builder("tenantry.installer.participants.answered")
        .description("Answers of modules' own services, and whether somebody waited for them")
        .tag("outcome", kind.name())
        .tag("fit", fit)
        .register(metrics)
        .increment();
  }

  private void count(String name, String description, String code) {
    Counter.builder(name).description(description).tag("code", code).register(metrics).increment();
  }
}
