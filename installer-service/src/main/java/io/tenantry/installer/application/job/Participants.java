package io.tenantry.installer.application.job;

import io.tenantry.installer.application.participant.AskParticipant;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.domain.participant.Next;
import io.tenantry.installer.domain.participant.Next.Agreed;
import io.tenantry.installer.domain.participant.Next.GiveUp;
import io.tenantry.installer.domain.participant.Next.Refused;
import io.tenantry.installer.domain.participant.Next.Unanswered;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The part that modules' own services have in steps. */
final class Participants {

  private final AskParticipant askParticipant;

  Participants(AskParticipant askParticipant) {
    this.askParticipant = askParticipant;
  }

  /** What the module's service was asked; nothing before the step has begun. */
  Optional<ParticipantRequest> asked(StepContext context) {
    return context.claim().steps().containsKey(context.step().position())
        ? askParticipant.find(question(context).requestId())
        : Optional.empty();
  }

  /** The part that the service had in the setup, which is told without the module's package. */
  Optional<Participation> inSetup(StepContext context) {
    return askParticipant.inSetup(context.claim(), context.item());
  }

  /** Asks for the first time. */
  StepOutcome perform(StepContext context, Participation participation, String done) {
    Question question = question(context);
    return goOn(
        context,
        ParticipantRequest.due(
            question.requestId(),
            context.claim().taskId(),
            context.claim().tenantId(),
            participation.timeout()),
        done);
  }

  /** Goes on with what was asked. */
  StepOutcome goOn(StepContext context, ParticipantRequest asked, String done) {
    return outcome(askParticipant.setUp(question(context), asked), "participant", done);
  }

  /** Nothing is undone before the service says so, whatever it has said about the request. */
  StepOutcome undo(StepContext context, String done) {
    return asked(context)
        .map(
            asked ->
                outcome(askParticipant.undo(question(context), asked), "participant-undo", done))
        .orElseGet(() -> new StepOutcome.Done(done));
  }

  private static StepOutcome outcome(Next next, String subject, String done) {
    if (next instanceof Agreed) {
      return new StepOutcome.Done(done);
    }
    if (next instanceof Refused refused) {
      return new StepOutcome.Failed(
          Failure.of(
              subject + "-refused",
              "The module's own service refused: %s".formatted(refused.refusal())));
    }
    if (next instanceof GiveUp givenUp) {
      return silent(subject, givenUp.request());
    }
    return next instanceof Unanswered unanswered
        ? silent(subject, unanswered.request())
        : new StepOutcome.Waiting();
  }

  private static StepOutcome silent(String subject, ParticipantRequest request) {
    return new StepOutcome.Failed(
        Failure.of(
            subject + "-silent",
            "The module's own service was asked %d times and did not answer within %d s."
                .formatted(request.attempts(), request.timeout().toSeconds())));
  }

  private static Question question(StepContext context) {
    String name =
        "participant/%s/%s/%s"
            .formatted(
                context.claim().taskId(), context.item().module(), context.step().name().label());
    return new Question(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        context.claim(),
        context.step(),
        context.tenantDatabase());
  }
}
