package io.tenantry.registry.domain.resolution;

/**
 * What a plan may do beyond what is asked for.
 *
 * @param prereleases take pre-releases like any other version
 * @param upgradeOthers upgrade installed modules that were not asked for, where something needs it
 * @param cascade remove modules that depend, directly or not, on one that is removed
 */
public record ResolutionOptions(boolean prereleases, boolean upgradeOthers, boolean cascade) {

  public static final ResolutionOptions NONE = new ResolutionOptions(false, false, false);

  ResolutionOptions withPrereleases() {
    return new ResolutionOptions(true, upgradeOthers, cascade);
  }

  ResolutionOptions withUpgradeOthers() {
    return new ResolutionOptions(prereleases, true, cascade);
  }

  ResolutionOptions withCascade() {
    return new ResolutionOptions(prereleases, upgradeOthers, true);
  }
}
