package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.domain.ModuleVersion;

/** Public facts about the catalogue; each becomes part of the current unit of work. */
public interface CatalogueEvents {

  Uni<Void> published(ModuleVersion version, Origin origin);
}
