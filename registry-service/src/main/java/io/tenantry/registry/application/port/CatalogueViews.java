package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.ModuleView;
import io.tenantry.registry.application.Page;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.ModuleVersion;
import java.util.List;
import java.util.Optional;

/** The catalogue as readers see it. */
public interface CatalogueViews {

  /** Modules whose name comes after the cursor, by name. */
  Uni<Page<ModuleView>> modules(Optional<String> after, int limit);

  /** Versions of a module, newest first; empty when there is no such module. */
  Uni<List<ModuleVersion>> versions(String module);

  Uni<Optional<ModuleVersion>> version(String module, String version);

  Uni<Optional<byte[]>> content(Digest digest);
}
