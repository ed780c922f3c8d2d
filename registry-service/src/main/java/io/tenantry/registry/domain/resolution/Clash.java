package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.resolution.Guards.Switches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Constraints that cannot hold together, of which none can be left out. */
final class Clash {

  private final Supplier<SatSolver> solvers;
  private final Scope scope;
  private final List<Flaw> flaws = new ArrayList<>();
  private final List<Constraint> reasons = new ArrayList<>();
  private BitSet numbers = new BitSet();
  private Attempt others;

  private Clash(Supplier<SatSolver> solvers, Scope scope) {
    this.solvers = solvers;
    this.scope = scope;
  }

  /** Finds one; there has to be one. */
  static Clash find(Supplier<SatSolver> solvers, Scope scope) {
    Clash clash = new Clash(solvers, scope);
    clash.findAny();
    clash.reduce();
    return clash;
  }

  List<Constraint> reasons() {
    return reasons;
  }

  /** Whether there would be a plan if this one of the reasons did not hold. */
  boolean isEndedWithout(Constraint reason) {
    if (others == null) {
      others = new Attempt(solver -> Switches.beside(solver, numbers));
    }
    BitSet left = (BitSet) numbers.clone();
    left.clear(numbers.stream().toArray()[reasons.indexOf(reason)]);
    Optional<Flaw> flaw = Optional.empty();
    boolean found;
    do {
      flaw.ifPresent(others.encoding::add);
      found = others.isPossible(left);
      flaw = found ? others.flaw() : Optional.empty();
    } while (flaw.isPresent());
    return found;
  }

  private void findAny() {
    Attempt all = new Attempt(Switches::all);
    while (all.solver.isSatisfiable(all.switches.variables())) {
      Flaw flaw =
          all.flaw()
              .filter(one -> !flaws.contains(one))
              .orElseThrow(() -> new IllegalStateException("a plan, although none was found"));
      flaws.add(flaw);
      all.encoding.add(flaw);
    }
    numbers = all.core();
  }

  /** Tries to do without each, what came last into the encoding first. */
  private void reduce() {
    Attempt some = new Attempt(solver -> Switches.only(solver, numbers));
    for (int i = numbers.length() - 1; i >= 0; i = numbers.previousSetBit(i - 1)) {
      BitSet without = (BitSet) numbers.clone();
      without.clear(i);
      if (!some.isPossible(without)) {
        numbers = some.core();
      }
    }
    numbers.stream().mapToObj(some.switches::constraint).forEach(reasons::add);
  }

  /** An encoding in which constraints can be switched on alone. */
  private final class Attempt {

    private final SatSolver solver = solvers.get();
    private final Switches switches;
    private final Encoding encoding;

    private Attempt(Function<SatSolver, Switches> guards) {
      switches = guards.apply(solver);
      encoding = Encoding.of(scope, solver, switches);
      flaws.forEach(encoding::add);
    }

    private boolean isPossible(BitSet constraints) {
      return solver.isSatisfiable(switches.variables(constraints));
    }

    private Optional<Flaw> flaw() {
      return Flaw.of(scope, encoding.variables().selection());
    }

    /** Constraints that clashed in the last answer. */
    private BitSet core() {
      return switches.numbers(solver.core());
    }
  }
}
