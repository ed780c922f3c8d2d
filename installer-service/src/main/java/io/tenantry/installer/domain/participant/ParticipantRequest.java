package io.tenantry.installer.domain.participant;

import io.tenantry.installer.domain.participant.Next.Agreed;
import io.tenantry.installer.domain.participant.Next.Ask;
import io.tenantry.installer.domain.participant.Next.GiveUp;
import io.tenantry.installer.domain.participant.Next.Refused;
import io.tenantry.installer.domain.participant.Next.Unanswered;
import io.tenantry.installer.domain.participant.Next.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a module's own service is asked to do for a step of a job, and perhaps to undo. It has one
 * id, however often it is asked, so that whatever is answered first is the answer.
 *
 * @param attempts how often it was asked, for what it is asked now
 * @param timeout how long an answer is waited for
 * @param remaining how long it is waited for from now on; not positive when it is overdue
 * @param refusal why it was not done
 */
public record ParticipantRequest(
    UUID id,
    UUID jobId,
    String tenantId,
    RequestState state,
    int attempts,
    Duration timeout,
    Duration remaining,
    Optional<Refusal> refusal) {

  /** A request that was never made. */
  public static ParticipantRequest due(UUID id, UUID jobId, String tenantId, Duration timeout) {
    return new ParticipantRequest(
        id, jobId, tenantId, RequestState.DUE, 0, timeout, Duration.ZERO, Optional.empty());
  }

  /** What follows while the step is done. */
  public Next next(int mostAttempts) {
    return switch (state) {
      case DUE -> new Ask(asked(RequestState.ASKED, 1));
      case ASKED -> goOn(mostAttempts, RequestState.UNANSWERED);
      case COMPLETED -> new Agreed();
      case REFUSED -> new Refused(refusal.orElseThrow());
      case UNANSWERED, UNDO_ASKED, UNDONE, UNDO_REFUSED, UNDO_UNANSWERED, SETTLED ->
          new Unanswered(this);
    };
  }

  /** What follows while the step is undone. Whatever was asked for has to be undone. */
  public Next nextBack(int mostAttempts) {
    return switch (state) {
      case ASKED, COMPLETED, REFUSED, UNANSWERED -> new Ask(asked(RequestState.UNDO_ASKED, 1));
      case UNDO_ASKED -> goOn(mostAttempts, RequestState.UNDO_UNANSWERED);
      case UNDO_REFUSED -> new Refused(refusal.orElseThrow());
      case UNDO_UNANSWERED -> new Unanswered(this);
      case DUE, UNDONE, SETTLED -> new Agreed();
    };
  }

  /** Whether that answers what is asked now. */
  public Fit fit(Answer answer) {
    if (!answer.jobId().equals(jobId) || !answer.tenantId().equals(tenantId)) {
      return Fit.FOREIGN;
    }
    if (answer.kind().answers(state)) {
      return Fit.TAKEN;
    }
    if (answer.kind().effect() == state) {
      return Fit.DUPLICATE;
    }
    return answer.kind().isAboutUndo() && !state.isOnTheWayBack() ? Fit.FOREIGN : Fit.LATE;
  }

  /** The same with an answer that fits. */
  public ParticipantRequest answered(Answer answer) {
    return with(answer.kind().effect(), attempts, answer.refusal());
  }

  private Next goOn(int mostAttempts, RequestState givenUp) {
    if (remaining.compareTo(Duration.ZERO) > 0) {
      return new Wait(remaining);
    }
    return attempts < mostAttempts
        ? new Ask(asked(state, attempts + 1))
        : new GiveUp(with(givenUp, attempts, Optional.empty()));
  }

  private ParticipantRequest asked(RequestState question, int attempt) {
    return new ParticipantRequest(
        id, jobId, tenantId, question, attempt, timeout, timeout, Optional.empty());
  }

  private ParticipantRequest with(RequestState now, int attempt, Optional<Refusal> why) {
    return new ParticipantRequest(id, jobId, tenantId, now, attempt, timeout, remaining, why);
  }
}
