package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.VersionRange;

/** What is asked for about one module. */
public sealed interface Change {

  ModuleName module();

  /** The module is to be there, in the range; one that is installed in it stays as it is. */
  record Install(ModuleName module, VersionRange range) implements Change {}

  /** The module, which is installed, is to have the newest version of the range that goes. */
  record Upgrade(ModuleName module, VersionRange range) implements Change {}

  /** The module, which is installed, is to go. */
  record Uninstall(ModuleName module) implements Change {}
}
