package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One module of a job's plan, as the registry reserved it.
 *
 * @param fromVersion the one that is there before
 * @param digest of the package
 * @param packageSize in bytes
 * @param packageLocation path below the registry's address
 * @param requires module names with their ranges
 * @param parametersSchema JSON Schema of the parameters
 * @param warning what the requester should know about the version, such as that it is deprecated
 */
public record PlannedModule(
    ModuleName module,
    String version,
    Optional<String> fromVersion,
    PlanAction action,
    InstalledAs installedAs,
    String digest,
    long packageSize,
    String packageLocation,
    String namespace,
    List<String> requiredFeatures,
    Map<String, String> requires,
    List<Permission> permissions,
    Optional<String> parametersSchema,
    Optional<String> warning) {

  public PlannedModule {
    if (action == PlanAction.UPGRADE && fromVersion.isEmpty()) {
      throw new InvalidValue("it is not said from which version " + module + " is upgraded");
    }
    requiredFeatures = List.copyOf(requiredFeatures);
    requires = Map.copyOf(requires);
    permissions = List.copyOf(permissions);
  }

  public boolean isRemoval() {
    return action == PlanAction.REMOVE;
  }
}
