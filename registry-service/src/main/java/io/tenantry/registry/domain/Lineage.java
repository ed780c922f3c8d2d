package io.tenantry.registry.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What the catalogue holds that a new version has to fit to.
 *
 * @param former the package of the next older version that was published; empty for the first one
 * @param compatibleFrom the package of the version from which on the landlord schema has to work;
 *     empty when there is none that is older
 * @param knownVersion whether the version that {@code landlord.compatibleFrom} names exists
 * @param capabilities what registered versions provide
 */
public record Lineage(
    Optional<ModulePackage> former,
    Optional<ModulePackage> compatibleFrom,
    boolean knownVersion,
    Set<CapabilityName> capabilities) {

  public Lineage {
    capabilities = Set.copyOf(capabilities);
  }

  /** Of a first version in a catalogue where nobody provides anything. */
  public static Lineage none() {
    return new Lineage(Optional.empty(), Optional.empty(), true, Set.of());
  }
}
