package io.tenantry.registry.domain.resolution;

/** What a version demands of others. */
public enum DemandKind {
  /** A module has to be there. */
  NEEDS_MODULE,
  /** A module may be there, in the range only. */
  USES_MODULE,
  /** Somebody has to provide a capability. */
  NEEDS_CAPABILITY,
  /** Somebody may provide a capability, in the range only. */
  USES_CAPABILITY,
  /** A module must not be there in the range. */
  CONFLICTS,
  /** A module in the range goes when the demanding one comes. */
  REPLACES;

  public boolean isNeed() {
    return this == NEEDS_MODULE || this == NEEDS_CAPABILITY;
  }

  public boolean isOfCapability() {
    return this == NEEDS_CAPABILITY || this == USES_CAPABILITY;
  }
}
