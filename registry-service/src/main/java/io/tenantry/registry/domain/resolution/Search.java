package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One search for the best plan. */
final class Search {

  private final Supplier<SatSolver> solvers;
  private final Scope scope;
  private final Guards guards;
  private final List<Flaw> flaws = new ArrayList<>();

  Search(Supplier<SatSolver> solvers, Scope scope, Guards guards) {
    this.solvers = solvers;
    this.scope = scope;
    this.guards = guards;
  }

  /**
   * What is there after the best plan; empty when there is none. What is wrong with a plan that was
   * found is forbidden, and the search begins anew.
   */
  Optional<Map<ModuleName, Candidate>> best() {
    while (true) {
      SatSolver solver = solvers.get();
      Encoding encoding = Encoding.of(scope, solver, guards);
      flaws.forEach(encoding::add);
      if (!solver.isSatisfiable()) {
        return Optional.empty();
      }
      Preferences.apply(scope, encoding, solver);
      Map<ModuleName, Candidate> selection = encoding.selection();
      Optional<Flaw> flaw = Flaw.of(scope, selection);
      if (flaw.isEmpty()) {
        return Optional.of(selection);
      }
      if (flaws.contains(flaw.get())) {
        throw new IllegalStateException("forbidden and there again: " + flaw.get());
      }
      flaws.add(flaw.get());
    }
  }
}
