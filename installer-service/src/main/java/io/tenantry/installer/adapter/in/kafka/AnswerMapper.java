package io.tenantry.installer.adapter.in.kafka;

import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupUndoFailed;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Refusal;
import java.util.Optional;

/**
 * Answers of modules' own services, whose words are foreign, to what the application understands.
 */
final class AnswerMapper {

  /** In characters; what a service says more is cut off. */
  static final int LONGEST_CODE = 100;

  static final int LONGEST_DETAIL = 2_000;

  private AnswerMapper() {}

  static Answer of(ModuleSetupCompleted event) {
    return new Answer(
        event.getRequestId(),
        event.getJobId(),
        event.getTenantId(),
        Answer.Kind.COMPLETED,
        Optional.empty());
  }

  static Answer of(ModuleSetupFailed event) {
    return new Answer(
        event.getRequestId(),
        event.getJobId(),
        event.getTenantId(),
        Answer.Kind.FAILED,
        Optional.of(refusal(event.getCode(), event.getDetail())));
  }

  static Answer of(ModuleSetupUndone event) {
    return new Answer(
        event.getRequestId(),
        event.getJobId(),
        event.getTenantId(),
        Answer.Kind.UNDONE,
        Optional.empty());
  }

  static Answer of(ModuleSetupUndoFailed event) {
    return new Answer(
        event.getRequestId(),
        event.getJobId(),
        event.getTenantId(),
        Answer.Kind.UNDO_FAILED,
        Optional.of(refusal(event.getCode(), event.getDetail())));
  }

  private static Refusal refusal(String code, String detail) {
    return new Refusal(
        said(code, LONGEST_CODE, "unknown"), said(detail, LONGEST_DETAIL, "It does not say why."));
  }

  /** PostgreSQL stores no NUL in a text. */
  private static String said(String text, int longest, String otherwise) {
    String readable = text.replace('\u0000', ' ').strip();
    return readable.isEmpty()
        ? otherwise
        : readable.substring(0, Math.min(longest, readable.length()));
  }
}
