package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.catalogue.NoteVersion;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows what can be installed. */
@ApplicationScoped
class CatalogueIntake {

  private final EventIntake intake;
  private final EventRoutes routes;

  CatalogueIntake(EventIntake intake, NoteVersion noteVersion) {
    this.intake = intake;
    this.routes = new CatalogueRoutes(noteVersion).routes();
  }

  @Incoming("catalogue")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }
}
