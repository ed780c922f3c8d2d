package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.List;

/** Takes the best of each list of literals, of which one always holds; earlier lists come first. */
final class Choices {

  private final SatSolver solver;

  Choices(SatSolver solver) {
    this.solver = solver;
  }

  /** Begins with the model that was found last, and leaves one behind. */
  void takeInOrder(List<List<Integer>> choices) {
    for (int i = 0; i < choices.size(); i++) {
      if (!canImprove(choices.subList(i, choices.size()))) {
        break;
      }
      take(choices.get(i));
    }
    choices.forEach(one -> solver.add(one.get(taken(one))));
  }

  /** Whether any list could have something better than now, at whatever cost to the others. */
  private boolean canImprove(List<List<Integer>> choices) {
    List<Integer> better = new ArrayList<>();
    for (List<Integer> one : choices) {
      better.addAll(one.subList(0, taken(one)));
    }
    if (better.isEmpty()) {
      return false;
    }
    int hope = solver.newVariable();
    int[] clause = new int[better.size() + 1];
    for (int i = 0; i < better.size(); i++) {
      clause[i] = better.get(i);
    }
    clause[better.size()] = -hope;
    solver.add(clause);
    return solver.isSatisfiable(hope);
  }

  private void take(List<Integer> choice) {
    for (int i = 0; i < taken(choice); i++) {
      if (solver.isSatisfiable(choice.get(i))) {
        break;
      }
    }
    solver.add(choice.get(taken(choice)));
  }

  private int taken(List<Integer> choice) {
    for (int i = 0; i < choice.size(); i++) {
      if (holds(choice.get(i))) {
        return i;
      }
    }
    throw new IllegalStateException("none of the choices holds");
  }

  private boolean holds(int literal) {
    return literal > 0 ? solver.isTrue(literal) : !solver.isTrue(-literal);
  }
}
