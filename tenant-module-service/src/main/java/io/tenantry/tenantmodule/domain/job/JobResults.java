package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the installer tells of a job that it has completed.
 *
 * @param locations where the data of each module lives that is there now
 * @param keptData what was set aside of each module that was removed
 */
public record JobResults(Map<ModuleName, DataLocation> locations, Map<ModuleName, UUID> keptData) {

  public JobResults {
    locations = Map.copyOf(locations);
    keptData = Map.copyOf(keptData);
  }

  /**
   * Where the module's data lives.
   *
   * @throws InvalidValue if it is not said
   */
  public DataLocation locationOf(ModuleName module) {
    return Optional.ofNullable(locations.get(module))
        .orElseThrow(() -> new InvalidValue("it is not said where the data of " + module + " is"));
  }

  /** Empty when the module left nothing. */
  public Optional<UUID> keptDataOf(ModuleName module) {
    return Optional.ofNullable(keptData.get(module));
  }
}
