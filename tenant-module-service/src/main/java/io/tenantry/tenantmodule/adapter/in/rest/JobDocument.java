package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobProblem.StepFailure;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.job.Undo;
import io.tenantry.tenantmodule.domain.module.ModuleName;
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
    String data,
    Boolean removeUnused,
    UUID restores,
    String state,
    Integer percent,
    UUID blockedBy,
    String waitingFor,
    UUID retryOf,
    String stopRequested,
    String requestedBy,
    Instant requestedAt,
    Instant deadline,
    Instant undoDeadline,
    Instant endedAt,
    Problem problem,
    List<Planned> plan,
    List<String> unusedDependencies,
    List<Step> steps,
    List<UndoneStep> undone,
    List<RemainingStep> remaining) {

  static URI path(UUID id) {
    return URI.create("/v1/installation-jobs/" + id);
  }

  /** A job that was accepted just now. */
  static JobDocument of(Job job) {
    return of(new JobView(job, 0, Optional.empty(), Optional.empty(), List.of()));
  }

  static JobDocument of(JobView view) {
    return of(view.job(), Optional.of(view));
  }

  /** A job that was changed just now; how far it was is not said. */
  static JobDocument changed(Job job) {
    return of(job, Optional.empty());
  }

  private static List<Step> steps(JobView view) {
    return view.steps().stream().map(Step::of).toList();
  }

  private static JobDocument of(Job job, Optional<JobView> view) {
    return new JobDocument(
        job.id(),
        job.tenantId().value(),
        job.kind().name(),
        job.module().value(),
        job.versionRange(),
        saidBy(job, UninstallQuery.text(job.options().data())),
        saidBy(job, job.options().removeUnused()),
        job.restore().map(Restore::keptData).orElse(null),
        job.state().name(),
        view.map(JobView::percent).orElse(null),
        view.flatMap(JobView::blockedBy).orElse(null),
        view.flatMap(JobView::waitingFor).orElse(null),
        job.retryOf().orElse(null),
        job.stopRequested().map(StopReason::name).orElse(null),
        job.requestedBy(),
        job.requestedAt(),
        job.deadline().orElse(null),
        job.undo().deadline().orElse(null),
        job.endedAt().orElse(null),
        job.problem().map(Problem::of).orElse(null),
        job.plan().stream().map(Planned::of).toList(),
        saidBy(job, job.unused().stream().map(ModuleName::value).toList()),
        view.map(JobDocument::steps).orElse(null),
        job.undo().undone().stream().map(UndoneStep::of).toList(),
        job.undo().remaining().stream().map(RemainingStep::of).toList());
  }

  /** Absent where nothing was asked to go. */
  private static <T> T saidBy(Job job, T value) {
    return job.kind() == JobKind.UNINSTALL ? value : null;
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
      String module,
      String version,
      String fromVersion,
      String action,
      String installedAs,
      String digest,
      String warning) {

    static Planned of(PlannedModule planned) {
      return new Planned(
          planned.module().value(),
          planned.version(),
          planned.fromVersion().orElse(null),
          planned.action().name(),
          planned.installedAs().name(),
          planned.digest(),
          planned.warning().orElse(null));
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

  /** A step that was undone. */
  record UndoneStep(String module, String version, String step) {

    static UndoneStep of(Undo.Step step) {
      return new UndoneStep(step.module(), step.version(), step.step());
    }
  }

  /** A step that was not undone, and the commands that undo it. */
  record RemainingStep(
      String module, String version, String step, String detail, List<String> commands) {

    static RemainingStep of(Undo.Remaining remaining) {
      return new RemainingStep(
          remaining.step().module(),
          remaining.step().version(),
          remaining.step().step(),
          remaining.detail(),
          remaining.commands());
    }
  }
}
