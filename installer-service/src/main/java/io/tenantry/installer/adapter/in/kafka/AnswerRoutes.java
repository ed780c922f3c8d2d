package io.tenantry.installer.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupUndoFailed;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;

/** What the installer does with answers of modules' own services. */
final class AnswerRoutes {

  private final TakeAnswer takeAnswer;

  AnswerRoutes(TakeAnswer takeAnswer) {
    this.takeAnswer = takeAnswer;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(ModuleSetupCompleted.class, event -> take(event, AnswerMapper.of(event.payload())))
        .on(ModuleSetupFailed.class, event -> take(event, AnswerMapper.of(event.payload())))
        .on(ModuleSetupUndone.class, event -> take(event, AnswerMapper.of(event.payload())))
        .on(ModuleSetupUndoFailed.class, event -> take(event, AnswerMapper.of(event.payload())));
  }

  private Uni<Void> take(ReceivedEvent<?> event, Answer answer) {
    return takeAnswer.onAnswer(event.id(), answer);
  }
}
