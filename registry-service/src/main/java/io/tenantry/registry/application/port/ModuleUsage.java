package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Usage;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import java.time.Instant;

/**
 * Which tenant uses which version of a module. A change that is older than the last one comes late,
 * and changes nothing.
 */
public interface ModuleUsage {

  Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since);

  /** The tenant does not have the module any more since then. */
  Uni<Void> end(String tenantId, ModuleName module, Instant since);

  Uni<Usage> of(ModuleName module, Version version);
}
