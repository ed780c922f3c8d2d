package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All registered module versions. */
public interface ModuleVersions {

  Uni<Optional<ModuleVersion>> find(ModuleName name, Version version);

  /** Finds it and keeps everybody else from changing it until the unit of work ends. */
  Uni<Optional<ModuleVersion>> lock(ModuleName name, Version version);

  /** Versions that were published once, whatever became of them since. */
  Uni<List<ModuleVersion>> releasedOf(Collection<ModuleName> names);

  /** Adds a version with its package; false when that version exists already. */
  Uni<Boolean> add(ModuleVersion version, byte[] content);

  /** Stores the status of a version that exists. */
  Uni<Void> update(ModuleVersion version);
}
