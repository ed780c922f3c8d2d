package io.tenantry.registry.domain;

import java.util.Optional;

/**
 * What a plan does with a module.
 *
 * @param version the one that is there afterwards, or that is removed
 * @param from the one that is there before
 */
public record PlanItem(
    ModuleVersion version, Action action, Optional<Version> from, InstalledAs installedAs) {

  /** What is done. */
  public enum Action {
    INSTALL,
    UPGRADE,
    REMOVE
  }

  /** An upgrade to the version that is there already. */
  public static PlanItem staying(ModuleVersion version, InstalledAs installedAs) {
    return new PlanItem(version, Action.UPGRADE, Optional.of(version.version()), installedAs);
  }

  public ModuleName module() {
    return version.name();
  }

  public boolean isRemoval() {
    return action == Action.REMOVE;
  }
}
