package io.tenantry.installer.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.application.port.Workforce;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes what modules' own services answer, and wakes whoever goes on with it. */
@ApplicationScoped
class AnswerIntake {

  private final EventIntake intake;
  private final Workforce workforce;
  private final EventRoutes routes;

  AnswerIntake(EventIntake intake, TakeAnswer takeAnswer, Workforce workforce) {
    this.intake = intake;
    this.workforce = workforce;
    this.routes = new AnswerRoutes(takeAnswer).routes();
  }

  @Incoming("answers")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes).invoke(workforce::wake);
  }
}
