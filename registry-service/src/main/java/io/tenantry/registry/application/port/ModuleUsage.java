package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Usage;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import java.time.Instant;

/** Which tenant uses which version of a module. */
public interface ModuleUsage {

  Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since);

  /** The tenant does not have the module any more. */
  Uni<Void> end(String tenantId, ModuleName module);

  Uni<Usage> of(ModuleName module, Version version);
}
