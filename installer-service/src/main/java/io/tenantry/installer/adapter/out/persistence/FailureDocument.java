package io.tenantry.installer.adapter.out.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Failure;
import java.util.Optional;

/** Why a job failed, as the database keeps it. */
record FailureDocument(
    String code, String detail, String script, Integer line, String sqlState, String statement) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static String json(Failure failure) {
    Optional<ScriptFailure> script = failure.script();
    FailureDocument document =
        new FailureDocument(
            failure.code(),
            failure.detail(),
            script.map(ScriptFailure::script).orElse(null),
            script.flatMap(ScriptFailure::line).orElse(null),
            script.flatMap(ScriptFailure::sqlState).orElse(null),
            script.flatMap(ScriptFailure::statement).orElse(null));
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a failure cannot be written", e);
    }
  }
}
