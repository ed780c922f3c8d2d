package io.tenantry.installer.application.participant;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.participant.Next;
import io.tenantry.installer.domain.participant.Next.Ask;
import io.tenantry.installer.domain.participant.Next.GiveUp;
import io.tenantry.installer.domain.participant.Next.Wait;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.plan.PlanItem;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks a module's own service, and gives the task back until it has answered. Whether it has is
 * looked up under the task's lock, which an answer takes as well: it comes before that look, or
 * wakes the task after it.
 */
public final class AskParticipant {

  private final Tasks tasks;
  private final ParticipantBook book;
  private final ParticipantEvents events;
  private final UnitOfWork unitOfWork;
  private final Measures measures;
  private final int mostAttempts;

  public AskParticipant(
      Tasks tasks,
      ParticipantBook book,
      ParticipantEvents events,
      UnitOfWork unitOfWork,
      Measures measures,
      int mostAttempts) {
    this.tasks = tasks;
    this.book = book;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.measures = measures;
    this.mostAttempts = mostAttempts;
  }

  /** How the request is now; empty when it was never made. */
  public Optional<ParticipantRequest> find(UUID requestId) {
    return unitOfWork.await(() -> book.find(requestId));
  }

  /** The part that the service had in the setup of what is there now. */
  public Optional<Participation> inSetup(Claim claim, PlanItem item) {
    return unitOfWork.await(() -> book.inSetup(claim.tenantId(), item.module(), item.version()));
  }

  /** Asks for the setup, unless that is done, or waited for. */
  public Next setUp(Question question, ParticipantRequest known) {
    return goOn(question, known, request -> request.next(mostAttempts));
  }

  /** Asks for the undo of what was asked for, unless that is done, or waited for. */
  public Next undo(Question question, ParticipantRequest known) {
    return goOn(question, known, request -> request.nextBack(mostAttempts));
  }

  /** Only where an answer may come meanwhile, the task's lock is needed for another look. */
  private Next goOn(
      Question question, ParticipantRequest known, Function<ParticipantRequest, Next> decision) {
    Next seen = decision.apply(known);
    if (seen instanceof Ask ask && ask.request().attempts() == 1) {
      measure(commit(() -> ask(question, ask).replaceWith(seen)));
      return seen;
    }
    return known.state().isOpen() ? measure(commit(() -> look(question, decision))) : seen;
  }

  private Next commit(Supplier<Uni<Next>> work) {
    return unitOfWork.await(Commit.PARTICIPANT_ASKED, work);
  }

  private Uni<Next> look(Question question, Function<ParticipantRequest, Next> decision) {
    return tasks
        .hold(question.claim(), true)
        .map(held -> held.orElseThrow(() -> lost(question)))
        .chain(() -> book.find(question.requestId()))
        .map(found -> decision.apply(found.orElseThrow()))
        .call(next -> follow(question, next));
  }

  private Uni<Void> follow(Question question, Next next) {
    if (next instanceof Ask ask) {
      return ask(question, ask);
    }
    if (next instanceof GiveUp giveUp) {
      return book.giveUp(giveUp.request());
    }
    return next instanceof Wait wait
        ? tasks.rest(question.claim(), wait.atMost())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> ask(Question question, Ask ask) {
    return book.ask(question, ask.request())
        .map(asked -> asked.orElseThrow(() -> lost(question)))
        .chain(deadline -> tell(question, ask.request(), deadline));
  }

  private static TaskLostException lost(Question question) {
    return new TaskLostException(question.claim().taskId());
  }

  private Uni<Void> tell(Question question, ParticipantRequest request, Instant deadline) {
    return request.state() == RequestState.ASKED
        ? events.setupRequested(question, deadline)
        : events.undoRequested(question, deadline);
  }

  private Next measure(Next next) {
    if (next instanceof Ask ask) {
      boolean undo = ask.request().state() == RequestState.UNDO_ASKED;
      measures.participantAsked(undo);
      if (ask.request().attempts() > 1) {
        measures.participantSilent(undo);
      }
    }
    if (next instanceof GiveUp giveUp) {
      measures.participantSilent(giveUp.request().state() == RequestState.UNDO_UNANSWERED);
    }
    return next;
  }
}
