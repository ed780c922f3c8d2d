package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Decides how the clauses of a constraint come into force. */
interface Guards {

  /** The clauses are always in force. */
  int NONE = 0;

  /** The clauses are left out. */
  int LEAVE_OUT = -1;

  /** The variable on which the clauses of a constraint depend, or one of the above. */
  int guard(Supplier<Constraint> constraint);

  /** Every constraint holds. */
  static Guards everythingHolds() {
    return constraint -> NONE;
  }

  /** Every constraint holds but these. */
  static Guards everythingHoldsBut(Set<Constraint> dropped) {
    return constraint -> dropped.contains(constraint.get()) ? LEAVE_OUT : NONE;
  }

  /** Every constraint can be switched on alone, and is remembered. */
  final class Switches implements Guards {

    private final SatSolver solver;
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Integer> variables = new ArrayList<>();

    Switches(SatSolver solver) {
      this.solver = solver;
    }

    @Override
    public int guard(Supplier<Constraint> constraint) {
      int variable = solver.newVariable();
      constraints.add(constraint.get());
      variables.add(variable);
      return variable;
    }

    int[] all() {
      return variables.stream().mapToInt(Integer::intValue).toArray();
    }

    Constraint constraint(int variable) {
      return constraints.get(variables.indexOf(variable));
    }
  }
}
