package io.tenantry.registry.domain;

/**
 * A module version needs a capability, whoever provides it.
 *
 * @param optional it does without, but every provider that is there has to be in the range
 */
public record CapabilityRequirement(
    CapabilityName capability, VersionRange range, boolean optional) {

  public CapabilityRequirement(CapabilityName capability, VersionRange range) {
    this(capability, range, false);
  }
}
