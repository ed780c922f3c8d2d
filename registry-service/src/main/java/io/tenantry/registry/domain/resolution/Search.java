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
  private final Catalogue catalogue;
  private final ResolutionRequest request;

  Search(Supplier<SatSolver> solvers, Catalogue catalogue, ResolutionRequest request) {
    this.solvers = solvers;
    this.catalogue = catalogue;
    this.request = request;
  }

  /** What is there after the best plan; empty when there is none. */
  Optional<Map<ModuleName, Candidate>> best() {
    return Domains.hopeful(catalogue, request)
        .flatMap(this::bestOf)
        .or(() -> Domains.of(catalogue, request).flatMap(this::bestOf));
  }

  /** What is wrong with a plan that was found is forbidden, and the search begins anew. */
  private Optional<Map<ModuleName, Candidate>> bestOf(Domains domains) {
    Scope scope = Scope.of(domains);
    List<Flaw> flaws = new ArrayList<>();
    while (true) {
      SatSolver solver = solvers.get();
      Encoding encoding = Encoding.of(scope, solver, Guards.everythingHolds());
      flaws.forEach(encoding::add);
      if (!solver.isSatisfiable()) {
        return Optional.empty();
      }
      Preferences.apply(scope, encoding.variables(), solver);
      Map<ModuleName, Candidate> selection = encoding.variables().selection();
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
