package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.NoteCompletion;
import io.tenantry.tenantmodule.application.job.NoteFailure;
import io.tenantry.tenantmodule.application.job.NoteProgress;
import io.tenantry.tenantmodule.application.keptdata.NotePurge;
import io.tenantry.tenantmodule.application.tenant.NoteProvisioning;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows what the installer does. */
@ApplicationScoped
class InstallationIntake {

  private final EventIntake intake;
  private final EventRoutes routes;

  InstallationIntake(
      EventIntake intake,
      NoteProvisioning provisioning,
      NoteProgress progress,
      NoteCompletion completion,
      NoteFailure failure,
      NotePurge purge) {
    this.intake = intake;
    this.routes =
        new InstallationRoutes(provisioning, progress, completion, failure, purge).routes();
  }

  @Incoming("installations")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }
}
