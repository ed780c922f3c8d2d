package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.domain.ModuleVersion;

/** Public facts about the catalogue; each becomes part of the current unit of work. */
public interface CatalogueEvents {

  /** Tells the state that a version has now; a draft is nobody's business. */
  Uni<Void> changed(ModuleVersion version, Origin origin);
}
