package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

  /**
   * Constraints that can be switched on alone. Whatever is encoded the same way again has the same
   * number.
   */
  final class Switches implements Guards {

    private final SatSolver solver;
    private final IntPredicate chosen;
    private final int otherwise;
    private final List<Supplier<Constraint>> constraints = new ArrayList<>();
    private final List<Integer> variables = new ArrayList<>();

    private Switches(SatSolver solver, IntPredicate chosen, int otherwise) {
      this.solver = solver;
      this.chosen = chosen;
      this.otherwise = otherwise;
    }

    /** For all constraints. */
    static Switches all(SatSolver solver) {
      return new Switches(solver, number -> true, NONE);
    }

    /** For the constraints of these numbers; the others do not hold. */
    static Switches only(SatSolver solver, BitSet numbers) {
      return new Switches(solver, numbers::get, LEAVE_OUT);
    }

    /** For the constraints of these numbers; the others hold. */
    static Switches beside(SatSolver solver, BitSet numbers) {
      return new Switches(solver, numbers::get, NONE);
    }

    @Override
    public int guard(Supplier<Constraint> constraint) {
      int number = constraints.size();
      int variable = chosen.test(number) ? solver.newVariable() : otherwise;
      constraints.add(constraint);
      variables.add(variable);
      return variable;
    }

    /** The variables that switch constraints on. */
    int[] variables() {
      return variables.stream().mapToInt(Integer::intValue).filter(one -> one > 0).toArray();
    }

    int[] variables(BitSet numbers) {
      return numbers.stream().map(variables::get).toArray();
    }

    /** The numbers of constraints by their variables. */
    BitSet numbers(int[] ofVariables) {
      Set<Integer> wanted = Arrays.stream(ofVariables).boxed().collect(Collectors.toSet());
      BitSet numbers = new BitSet();
      for (int i = 0; i < variables.size(); i++) {
        numbers.set(i, wanted.contains(variables.get(i)));
      }
      return numbers;
    }

    Constraint constraint(int number) {
      return constraints.get(number).get();
    }
  }
}
