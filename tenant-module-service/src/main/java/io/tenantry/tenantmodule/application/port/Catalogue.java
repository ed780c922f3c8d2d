package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueModule;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import java.util.Optional;

/** What the registry has told about module versions. */
public interface Catalogue {

  /** Keeps what is told of a version, unless something later is known. */
  Uni<Void> note(CatalogueVersion version);

  /** Modules whose name comes after the cursor, by name, each with all versions in any order. */
  Uni<Page<CatalogueModule>> modules(Optional<String> after, int limit);
}
