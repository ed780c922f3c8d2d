package io.tenantry.installer.domain.task;

import io.tenantry.installer.domain.migration.ScriptFailure;
import java.util.Optional;

/**
 * Why a job failed.
 *
 * @param code stable, such as {@code script-failed}
 * @param detail one sentence that says what went wrong
 * @param script what is known of the failing script
 */
public record Failure(String code, String detail, Optional<ScriptFailure> script) {

  public static Failure of(String code, String detail) {
    return new Failure(code, detail, Optional.empty());
  }

  public static Failure of(ScriptFailure script) {
    return new Failure("script-failed", script.detail(), Optional.of(script));
  }
}
