package io.tenantry.registry.adapter.out.sat;

import io.tenantry.registry.domain.resolution.SatSolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** A solver for each search. */
@ApplicationScoped
class Sat4jSolvers implements Supplier<SatSolver> {

  @Override
  public SatSolver get() {
    return new Sat4jSolver();
  }
}
