package io.tenantry.registry.domain;

import java.util.List;
import java.util.Optional;

/** What a job asks for. */
public record PlanRequest(
    ModuleName module,
    VersionRange range,
    List<InstalledModule> installed,
    boolean allowPrereleases) {

  public PlanRequest {
    installed = List.copyOf(installed);
  }

  Optional<Version> installedVersion(ModuleName name) {
    return installed.stream()
        .filter(one -> one.module().equals(name))
        .map(InstalledModule::version)
        .findFirst();
  }
}
