package io.tenantry.installer.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.job.InterveneInJob;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.kept.TakePurge;
import io.tenantry.installer.application.port.Workforce;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes tenants, approved jobs and what is decided about them, and acknowledges them as soon as
 * they are written down.
 */
@ApplicationScoped
class JobIntake {

  private final EventIntake intake;
  private final Workforce workforce;
  private final EventRoutes routes;

  JobIntake(
      EventIntake intake,
      TakeTenant takeTenant,
      TakeJob takeJob,
      InterveneInJob interveneInJob,
      TakePurge takePurge,
      Workforce workforce) {
    this.intake = intake;
    this.workforce = workforce;
    this.routes = new JobRoutes(takeTenant, takeJob, interveneInJob, takePurge).routes();
  }

  @Incoming("jobs")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes).invoke(workforce::wake);
  }
}
