package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobProblem.StepFailure;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A job, as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobDocument(
    UUID id,
    String tenantId,
    String kind,
    String module,
    String version,
    String state,
    int percent,
    UUID blockedBy,
    String requestedBy,
    Instant requestedAt,
    Instant deadline,
    Instant endedAt,
    Problem problem,
    List<Planned> plan,
    List<Step> steps) {

  static URI path(UUID id) {
    return URI.create("/v1/installation-jobs/" + id);
  }

  /** A job that was accepted just now. */
  static JobDocument of(Job job) {
    return of(new JobView(job, 0, Optional.empty(), List.of()));
  }

  static JobDocument of(JobView view) {
    Job job = view.job();
    return new JobDocument(
        job.id(),
        job.tenantId().value(),
        job.kind().name(),
        job.module().value(),
        job.versionRange(),
        job.state().name(),
        view.percent(),
        view.blockedBy().orElse(null),
        job.requestedBy(),
        job.requestedAt(),
        job.deadline().orElse(null),
        job.endedAt().orElse(null),
        job.problem().map(Problem::of).orElse(null),
        job.plan().stream().map(Planned::of).toList(),
        view.steps().stream().map(Step::of).toList());
  }

  /** Why it failed, and where. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(
      String code,
      String detail,
      String module,
      String version,
      String step,
      String script,
      Integer line,
      String sqlState,
      String statement) {

    static Problem of(JobProblem problem) {
      Optional<StepFailure> failure = problem.failure();
      return new Problem(
          problem.code(),
          problem.detail(),
          failure.flatMap(StepFailure::module).orElse(null),
          failure.flatMap(StepFailure::version).orElse(null),
          failure.flatMap(StepFailure::step).orElse(null),
          failure.flatMap(StepFailure::script).orElse(null),
          failure.flatMap(StepFailure::line).orElse(null),
          failure.flatMap(StepFailure::sqlState).orElse(null),
          failure.flatMap(StepFailure::statement).orElse(null));
    }
  }

  /** A module of its plan. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Planned(
      String module, String version, String fromVersion, String installedAs, String digest) {

    static Planned of(PlannedModule planned) {
      return new Planned(
          planned.module().value(),
          planned.version(),
          planned.fromVersion().orElse(null),
          planned.installedAs().name(),
          planned.digest());
    }
  }

  /** One of its steps. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      String module,
      String version,
      String step,
      String state,
      String detail,
      Instant startedAt,
      Instant endedAt) {

    static Step of(JobView.Step step) {
      return new Step(
          step.module(),
          step.version(),
          step.step(),
          step.state(),
          step.detail().orElse(null),
          step.startedAt(),
          step.endedAt().orElse(null));
    }
  }
}
