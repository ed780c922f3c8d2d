package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import java.util.List;

/** One of the facts that a plan has to respect, as an explanation names it. */
public sealed interface Constraint {

  /** The module that it is about. */
  ModuleName module();

  /**
   * The request asks for a module.
   *
   * @param fitting versions of the catalogue that are in the range
   * @param existing all of its versions that could be installed
   */
  record Requested(ModuleName module, String range, List<Version> fitting, List<Version> existing)
      implements Constraint {}

  /** The request asks to change a module that is not installed. */
  record NotInstalled(ModuleName module) implements Constraint {}

  /** The request removes the module. */
  record Uninstalled(ModuleName module) implements Constraint {}

  /** The tenant has it, and nobody asked for an upgrade. */
  record NotUpgraded(ModuleName module, Version installed) implements Constraint {}

  /** The tenant has it, and nobody asked to remove it. */
  record NotRemoved(ModuleName module, Version installed) implements Constraint {}

  /** The tenant has it, and a version is never lowered. */
  record NotLowered(ModuleName module, Version installed) implements Constraint {}

  /** Nothing names this version, which is not offered to everybody. */
  record NotNamed(ModuleName module, Version version, Why why) implements Constraint {

    /** Why it has to be named. */
    public enum Why {
      PRERELEASE,
      DEPRECATED
    }
  }

  /**
   * Versions of a module demand something.
   *
   * @param target module or capability
   * @param fitting module versions in the range that could be there, such as {@code mail@1.0.0}
   * @param existing the same without regard to the range
   */
  record Demanded(
      ModuleName module,
      List<Version> versions,
      DemandKind kind,
      String target,
      String range,
      List<String> fitting,
      List<String> existing)
      implements Constraint {}

  /** Nothing else that is there needs the module, so it is not added. */
  record NotNeeded(ModuleName module) implements Constraint {}

  /**
   * These versions, such as {@code mail@1.0.0}, are needed by each other only; not added either.
   */
  record NeededByThemselves(ModuleName module, List<String> versions) implements Constraint {}

  /** The modules need each other in this order, and the last one the first. */
  record NeedEachOther(List<ModuleName> cycle) implements Constraint {

    public NeedEachOther {
      cycle = List.copyOf(cycle);
    }

    @Override
    public ModuleName module() {
      return cycle.get(0);
    }
  }
}
