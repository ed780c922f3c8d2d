package io.tenantry.tenantmodule.application.port;

/** Knows the order of semantic versions. */
@FunctionalInterface
public interface VersionOrder {

  /** Whether the first one is newer; false when one of them is no semantic version. */
  boolean isNewer(String version, String other);
}
