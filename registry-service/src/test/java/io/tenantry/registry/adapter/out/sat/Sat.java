package io.tenantry.registry.adapter.out.sat;

import io.tenantry.registry.domain.resolution.Resolver;
import io.tenantry.registry.domain.resolution.SatSolver;

/** The resolver with the solver that the service uses. */
public final class Sat {

  private Sat() {}

  public static SatSolver solver() {
    return new Sat4jSolver();
  }

  public static Resolver resolver() {
    return new Resolver(Sat4jSolver::new);
  }
}
