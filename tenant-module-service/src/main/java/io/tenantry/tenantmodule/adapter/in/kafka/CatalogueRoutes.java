package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.catalogue.ModuleVersionDeprecated;
import io.tenantry.contracts.catalogue.ModuleVersionPublished;
import io.tenantry.contracts.catalogue.ModuleVersionWithdrawn;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.catalogue.NoteVersion;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import java.time.Instant;

/** What the service does with the public facts about the catalogue. */
final class CatalogueRoutes {

  private static final String NO_REASON = "";

  private final NoteVersion noteVersion;

  CatalogueRoutes(NoteVersion noteVersion) {
    this.noteVersion = noteVersion;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(ModuleVersionPublished.class, this::onPublished)
        .on(ModuleVersionDeprecated.class, this::onDeprecated)
        .on(ModuleVersionWithdrawn.class, this::onWithdrawn);
  }

  private Uni<Void> onPublished(ReceivedEvent<ModuleVersionPublished> event) {
    ModuleVersionPublished published = event.payload();
    return noteVersion.onChanged(
        event.id(),
        version(published, CatalogueStatus.PUBLISHED, NO_REASON, published.getPublishedAt()));
  }

  private Uni<Void> onDeprecated(ReceivedEvent<ModuleVersionDeprecated> event) {
    ModuleVersionDeprecated deprecated = event.payload();
    return noteVersion.onChanged(
        event.id(),
        version(
            deprecated.getPublished(),
            CatalogueStatus.DEPRECATED,
            deprecated.getReason(),
            deprecated.getDeprecatedAt()));
  }

  private Uni<Void> onWithdrawn(ReceivedEvent<ModuleVersionWithdrawn> event) {
    ModuleVersionWithdrawn withdrawn = event.payload();
    return noteVersion.onChanged(
        event.id(),
        version(
            withdrawn.getPublished(),
            CatalogueStatus.WITHDRAWN,
            withdrawn.getReason(),
            withdrawn.getWithdrawnAt()));
  }

  private static CatalogueVersion version(
      ModuleVersionPublished published, CatalogueStatus status, String reason, Instant since) {
    return new CatalogueVersion(
        EventMapper.name(published.getModule()),
        published.getVersion(),
        published.getTitle(),
        published.getDescription(),
        status,
        reason,
        published.getRequiredFeatures(),
        since);
  }
}
