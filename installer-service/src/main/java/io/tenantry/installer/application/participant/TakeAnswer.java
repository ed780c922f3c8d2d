package io.tenantry.installer.application.participant;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Fit;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import java.util.Optional;
import java.util.UUID;

/** Takes what modules' own services answer, and wakes the task that waits for it. */
public final class TakeAnswer {

  private final ParticipantBook book;
  private final UnitOfWork unitOfWork;
  private final Measures measures;

  public TakeAnswer(ParticipantBook book, UnitOfWork unitOfWork, Measures measures) {
    this.book = book;
    this.unitOfWork = unitOfWork;
    this.measures = measures;
  }

  /** Stores the answer when it is waited for; any other is counted. */
  public Uni<Void> onAnswer(UUID eventId, Answer answer) {
    return unitOfWork.oncePer(
        Commit.ANSWER_TAKEN,
        eventId,
        () -> book.hold(answer.requestId()).chain(found -> take(found, answer)));
  }

  private Uni<Void> take(Optional<ParticipantRequest> found, Answer answer) {
    Fit fit = found.map(request -> request.fit(answer)).orElse(Fit.FOREIGN);
    if (fit != Fit.TAKEN) {
      measures.answerIgnored(answer.kind(), fit);
      return Uni.createFrom().voidItem();
    }
    measures.participantAnswered(answer.kind());
    return book.answer(found.orElseThrow().answered(answer));
  }
}
