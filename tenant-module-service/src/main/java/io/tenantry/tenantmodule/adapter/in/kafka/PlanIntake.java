package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.ApprovePlan;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows what the registry answers. */
@ApplicationScoped
class PlanIntake {

  private final EventIntake intake;
  private final EventRoutes routes;

  PlanIntake(EventIntake intake, ApprovePlan approvePlan) {
    this.intake = intake;
    this.routes = new PlanRoutes(approvePlan).routes();
  }

  @Incoming("plans")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }
}
