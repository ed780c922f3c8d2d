package io.tenantry.registry.adapter.out.sat;

import io.tenantry.registry.domain.resolution.SatSolver;
import java.util.BitSet;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.IVecInt;
import org.sat4j.specs.TimeoutException;

/** Sat4j, which Eclipse resolves its plug-ins with. Not to be shared between threads. */
final class Sat4jSolver implements SatSolver {

  /** Conflicts in one search; some thousand are many for a catalogue of this kind. */
  private static final int MOST_CONFLICTS = 200_000;

  private final ISolver solver = SolverFactory.newMiniLearningHeap();
  private final BitSet model = new BitSet();
  private int[] core = {};
  private int variables;
  private boolean contradictory;

  Sat4jSolver() {
    solver.setTimeoutOnConflicts(MOST_CONFLICTS);
    solver.setDBSimplificationAllowed(false);
  }

  @Override
  public int newVariable() {
    variables++;
    solver.registerLiteral(variables);
    return variables;
  }

  @Override
  public void add(int... literals) {
    try {
      if (literals.length == 0) {
        contradictory = true;
      } else {
        solver.addClause(new VecInt(literals.clone()));
      }
    } catch (ContradictionException e) {
      contradictory = true;
    }
  }

  @Override
  public void addAtMostOne(int... literals) {
    if (literals.length < 2) {
      return;
    }
    try {
      solver.addAtMost(new VecInt(literals.clone()), 1);
    } catch (ContradictionException e) {
      contradictory = true;
    }
  }

  @Override
  public boolean isSatisfiable(int... assumptions) {
    core = new int[0];
    if (contradictory) {
      return false;
    }
    try {
      if (solver.isSatisfiable(new VecInt(assumptions.clone()), true)) {
        remember(solver.model());
        return true;
      }
      IVecInt clash = solver.unsatExplanation();
      core = clash == null ? new int[0] : toArray(clash);
      return false;
    } catch (TimeoutException e) {
      throw new TooComplex(
          "No answer was found within %d conflicts; ask for exact versions."
              .formatted(MOST_CONFLICTS));
    }
  }

  @Override
  public boolean isTrue(int variable) {
    return model.get(variable);
  }

  @Override
  public int[] core() {
    return core.clone();
  }

  private void remember(int[] literals) {
    model.clear();
    for (int literal : literals) {
      if (literal > 0) {
        model.set(literal);
      }
    }
  }

  private static int[] toArray(IVecInt literals) {
    int[] all = new int[literals.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = literals.get(i);
    }
    return all;
  }
}
