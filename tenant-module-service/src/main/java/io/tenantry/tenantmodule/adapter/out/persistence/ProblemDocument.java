package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobProblem.StepFailure;
import java.util.Optional;

/** A job's problem as the database keeps it. */
record ProblemDocument(String code, String detail, FailureDocument failure) {

  static ProblemDocument of(JobProblem problem) {
    return new ProblemDocument(
        problem.code(), problem.detail(), problem.failure().map(FailureDocument::of).orElse(null));
  }

  JobProblem toDomain() {
    return new JobProblem(
        code, detail, Optional.ofNullable(failure).map(FailureDocument::toDomain));
  }

  record FailureDocument(
      String module,
      String version,
      String step,
      String script,
      Integer line,
      String sqlState,
      String statement) {

    static FailureDocument of(StepFailure failure) {
      return new FailureDocument(
          failure.module().orElse(null),
          failure.version().orElse(null),
          failure.step().orElse(null),
          failure.script().orElse(null),
          failure.line().orElse(null),
          failure.sqlState().orElse(null),
          failure.statement().orElse(null));
    }

    StepFailure toDomain() {
      return new StepFailure(
          Optional.ofNullable(module),
          Optional.ofNullable(version),
          Optional.ofNullable(step),
          Optional.ofNullable(script),
          Optional.ofNullable(line),
          Optional.ofNullable(sqlState),
          Optional.ofNullable(statement));
    }
  }
}
