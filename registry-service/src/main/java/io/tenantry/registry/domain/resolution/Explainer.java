package io.tenantry.registry.domain.resolution;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Finds out why there is no plan. */
final class Explainer {

  private final Supplier<SatSolver> solvers;
  private final Catalogue catalogue;
  private final ResolutionRequest request;

  Explainer(Supplier<SatSolver> solvers, Catalogue catalogue, ResolutionRequest request) {
    this.solvers = solvers;
    this.catalogue = catalogue;
    this.request = request;
  }

  /** Of changes to modules that are not there. */
  static Explanation notInstalled(List<Constraint> missing) {
    Constraint first = missing.get(0);
    return new Explanation(
        "not-installed",
        List.of(first),
        List.of(new Remedy("Install %s instead.".formatted(first.module()), missing.size() == 1)));
  }

  Explanation explain() {
    Clash clash = Clash.find(solvers, Scope.wide(catalogue, request));
    return new Explanation(
        Codes.of(clash.reasons()),
        clash.reasons().stream().sorted(Comparator.comparingInt(Explainer::place)).toList(),
        new Remedies(solvers, catalogue, request, clash).remedies());
  }

  /** It is told from the request on, over what is needed for it, to what stands in its way. */
  private static int place(Constraint reason) {
    if (reason instanceof Constraint.Requested || reason instanceof Constraint.Uninstalled) {
      return 0;
    }
    return reason instanceof Constraint.Demanded ? 1 : 2;
  }
}
