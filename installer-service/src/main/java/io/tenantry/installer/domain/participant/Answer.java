package io.tenantry.installer.domain.participant;

import java.util.Optional;
import java.util.UUID;

/**
 * What a module's own service says about a request.
 *
 * @param refusal why not, when it did not do it
 */
public record Answer(
    UUID requestId, UUID jobId, String tenantId, Kind kind, Optional<Refusal> refusal) {

  /** What it says. */
  public enum Kind {
    COMPLETED(RequestState.ASKED, RequestState.COMPLETED),
    FAILED(RequestState.ASKED, RequestState.REFUSED),
    UNDONE(RequestState.UNDO_ASKED, RequestState.UNDONE),
    UNDO_FAILED(RequestState.UNDO_ASKED, RequestState.UNDO_REFUSED);

    private final RequestState question;
    private final RequestState effect;

    Kind(RequestState question, RequestState effect) {
      this.question = question;
      this.effect = effect;
    }

    boolean answers(RequestState state) {
      return question == state;
    }

    /** Where the request is with this answer. */
    RequestState effect() {
      return effect;
    }

    boolean isAboutUndo() {
      return question == RequestState.UNDO_ASKED;
    }
  }
}
