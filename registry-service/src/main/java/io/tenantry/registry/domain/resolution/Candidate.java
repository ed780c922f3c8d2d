package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;

/**
 * A module version of a catalogue; there is one of each, which is compared by identity.
 *
 * @param index its place in the catalogue
 */
record Candidate(int index, ModuleVersion moduleVersion) {

  ModuleName module() {
    return moduleVersion.name();
  }

  Version version() {
    return moduleVersion.version();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    return moduleVersion.id();
  }
}
