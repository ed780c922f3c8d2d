package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.time.Clock;
import java.util.Optional;

/** Makes a registered version installable. */
public final class PublishVersion {

  private final ModuleVersions versions;
  private final CatalogueEvents events;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public PublishVersion(
      ModuleVersions versions, CatalogueEvents events, UnitOfWork unitOfWork, Clock clock) {
    this.versions = versions;
    this.events = events;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /** Answers the published version; empty when nobody registered it. */
  public Uni<Optional<ModuleVersion>> handle(ModuleName name, Version version, Origin origin) {
    return unitOfWork.run(
        Commit.VERSION_PUBLISHED,
        () ->
            versions
                .lock(name, version)
                .chain(found -> found.map(one -> publish(one, origin)).orElseGet(this::nothing)));
  }

  private Uni<Optional<ModuleVersion>> publish(ModuleVersion version, Origin origin) {
    if (version.isPublished()) {
      return Uni.createFrom().item(Optional.of(version));
    }
    ModuleVersion published = version.published(clock.instant());
    return versions
        .update(published)
        .chain(() -> events.published(published, origin))
        .replaceWith(Optional.of(published));
  }

  private Uni<Optional<ModuleVersion>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
