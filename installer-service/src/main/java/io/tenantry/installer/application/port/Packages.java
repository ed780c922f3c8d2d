package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;

/** Packages of modules, verified by their digests. */
public interface Packages {

  /**
   * The package of a plan's item.
   *
   * @throws OutOfReach when it could not be fetched; a later try may work
   * @throws Corrupt when it is not what the plan says, or cannot be read
   * @throws io.tenantry.installer.domain.InvalidValue when a script has a placeholder that stands
   *     for nothing
   */
  ModulePackage fetch(PlanItem item);

  /** The registry cannot be reached, or does not answer as it should. */
  final class OutOfReach extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutOfReach(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The bytes are not those that the plan names, or no package. */
  final class Corrupt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Corrupt(String message) {
      super(message);
    }
  }
}
