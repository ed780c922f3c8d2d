package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes as few literals true as can be, and keeps it so. It begins with none and gives way where
 * the solver shows that some must be: of such a core one literal is true at least, and those of its
 * counter that would say "two", "three" and so on take its place (the algorithm OLL, as in Morgado,
 * Dodaro and Marques-Silva, "Core-Guided MaxSAT with Soft Cardinality Constraints", CP 2014).
 */
final class Minimum {

  private final SatSolver solver;

  /** A literal that should be false, and those that matter once it is true. */
  private final Map<Integer, List<Integer>> hopes = new LinkedHashMap<>();

  private Minimum(SatSolver solver) {
    this.solver = solver;
  }

  /**
   * Keeps the number of true literals as low as can be.
   *
   * @param ladders literals of which each implies the one before it; those that are independent are
   *     ladders of one
   */
  static void keep(SatSolver solver, List<List<Integer>> ladders) {
    if (ladders.isEmpty()) {
      return;
    }
    Minimum minimum = new Minimum(solver);
    ladders.forEach(minimum::hope);
    minimum.find();
  }

  private void find() {
    while (!solver.isSatisfiable(hopes.keySet().stream().mapToInt(one -> -one).toArray())) {
      giveWay(Arrays.stream(solver.core()).map(one -> -one).toArray());
    }
    hopes.keySet().forEach(one -> solver.add(-one));
  }

  private void giveWay(int[] core) {
    for (int literal : core) {
      hope(hopes.remove(literal));
    }
    if (core.length > 1) {
      List<Integer> counter = counter(Arrays.stream(core).boxed().toList());
      hope(counter.subList(1, counter.size()));
    }
  }

  private void hope(List<Integer> ladder) {
    if (!ladder.isEmpty()) {
      hopes.put(ladder.get(0), ladder.subList(1, ladder.size()));
    }
  }

  /** Variables that are true when at least one, two, three and so on of the literals are. */
  private List<Integer> counter(List<Integer> literals) {
    if (literals.size() == 1) {
      return literals;
    }
    int half = literals.size() / 2;
    List<Integer> left = counter(literals.subList(0, half));
    List<Integer> right = counter(literals.subList(half, literals.size()));
    List<Integer> sums = new ArrayList<>();
    for (int i = 0; i < literals.size(); i++) {
      sums.add(solver.newVariable());
    }
    for (int l = 0; l <= left.size(); l++) {
      for (int r = 0; r <= right.size(); r++) {
        addSum(left, l, right, r, sums);
      }
    }
    for (int i = 1; i < sums.size(); i++) {
      solver.add(-sums.get(i), sums.get(i - 1));
    }
    return sums;
  }

  private void addSum(List<Integer> left, int l, List<Integer> right, int r, List<Integer> sums) {
    if (l > 0 && r > 0) {
      solver.add(-left.get(l - 1), -right.get(r - 1), sums.get(l + r - 1));
    } else if (l > 0) {
      solver.add(-left.get(l - 1), sums.get(l - 1));
    } else if (r > 0) {
      solver.add(-right.get(r - 1), sums.get(r - 1));
    }
  }
}
