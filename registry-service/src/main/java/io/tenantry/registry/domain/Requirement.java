package io.tenantry.registry.domain;

/**
 * A module version needs another module.
 *
 * @param optional it does without, but what is there has to be in the range
 */
public record Requirement(ModuleName module, VersionRange range, boolean optional) {

  public Requirement(ModuleName module, VersionRange range) {
    this(module, range, false);
  }
}
