package io.tenantry.tenantmodule.domain.job;

import java.util.Optional;

/**
 * Why a job failed.
 *
 * @param code stable, such as {@code subscription-refused}
 * @param detail sentences for people
 * @param failure where the installer failed; empty when the job was refused before
 */
public record JobProblem(String code, String detail, Optional<StepFailure> failure) {

  public static JobProblem refusal(String code, String detail) {
    return new JobProblem(code, detail, Optional.empty());
  }

  /**
   * Where the installer failed.
   *
   * @param script path in the package
   * @param line in the script, from 1
   * @param statement beginning of the failing statement
   */
  public record StepFailure(
      Optional<String> module,
      Optional<String> version,
      Optional<String> step,
      Optional<String> script,
      Optional<Integer> line,
      Optional<String> sqlState,
      Optional<String> statement) {}
}
