package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.Arrays;
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
    List<Constraint> reasons = reasons();
    return new Explanation(
        Codes.of(reasons), reasons, new Remedies(solvers, catalogue, request).against(reasons));
  }

  /** Constraints that clash, of which none can be left out. */
  private List<Constraint> reasons() {
    Scope scope = Scope.wide(catalogue, request);
    SatSolver solver = solvers.get();
    Guards.Switches switches = new Guards.Switches(solver);
    Encoding encoding = Encoding.of(scope, solver, switches);
    List<Flaw> flaws = new ArrayList<>();
    while (solver.isSatisfiable(switches.all())) {
      Flaw flaw =
          Flaw.of(scope, encoding.selection())
              .filter(one -> !flaws.contains(one))
              .orElseThrow(() -> new IllegalStateException("a plan, although none was found"));
      flaws.add(flaw);
      encoding.add(flaw);
    }
    return Arrays.stream(irreducible(solver, solver.core()))
        .mapToObj(switches::constraint)
        .toList();
  }

  /** Tries to do without each, what came last into the encoding first. */
  private static int[] irreducible(SatSolver solver, int[] clash) {
    List<Integer> left = new ArrayList<>(Arrays.stream(clash).sorted().boxed().toList());
    for (int i = left.size() - 1; i >= 0; i = Math.min(i, left.size()) - 1) {
      List<Integer> others = new ArrayList<>(left);
      others.remove(i);
      if (!solver.isSatisfiable(others.stream().mapToInt(Integer::intValue).toArray())) {
        List<Integer> core = Arrays.stream(solver.core()).boxed().toList();
        left.retainAll(core);
      }
    }
    return left.stream().mapToInt(Integer::intValue).toArray();
  }
}
