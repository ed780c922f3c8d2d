package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.ModuleFilter;
import io.tenantry.registry.application.ModuleView;
import io.tenantry.registry.application.Page;
import io.tenantry.registry.application.VersionUsage;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.ModuleVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue as readers see it. */
public interface CatalogueViews {

  /** Modules that match and whose name comes after the cursor, by name. */
  Uni<Page<ModuleView>> modules(ModuleFilter filter, Optional<String> after, int limit);

  /** Versions of a module, newest first; empty when there is no such module. */
  Uni<List<ModuleVersion>> versions(String module);

  Uni<Optional<ModuleVersion>> version(String module, String version);

  Uni<Optional<byte[]>> content(Digest digest);

  /** How much the versions of a module are used, newest first. */
  Uni<List<VersionUsage>> usage(String module);

  /** Those of the capabilities that some registered version provides. */
  Uni<Set<CapabilityName>> providedAmong(Collection<CapabilityName> names);
}
