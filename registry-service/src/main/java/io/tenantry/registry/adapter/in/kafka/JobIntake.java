package io.tenantry.registry.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.SettleReservation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows the jobs of all tenants. */
@ApplicationScoped
class JobIntake {

  private final EventIntake intake;
  private final EventRoutes routes;

  JobIntake(EventIntake intake, ReservePlan reservePlan, SettleReservation settleReservation) {
    this.intake = intake;
    this.routes = new JobRoutes(reservePlan, settleReservation).routes();
  }

  @Incoming("jobs")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }
}
