package io.tenantry.registry.domain.resolution;

/**
 * Decides whether clauses over numbered variables can hold together. A literal is the number of a
 * variable, negative when the variable is to be false. Clauses are added one after the other; what
 * was learned stays.
 */
public interface SatSolver {

  /** Numbers from 1 on. */
  int newVariable();

  /** At least one of the literals holds. */
  void add(int... literals);

  /** One of the literals holds at most. */
  void addAtMostOne(int... literals);

  /**
   * Whether everything that was added can hold together with the assumptions.
   *
   * @throws TooComplex if the search passes its limit of effort
   */
  boolean isSatisfiable(int... assumptions);

  /** Whether the variable is true in the model that was found last. */
  boolean isTrue(int variable);

  /** Assumptions that cannot hold together, after an answer that was no; empty when none can. */
  int[] core();

  /** A search took more effort than is allowed. */
  final class TooComplex extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooComplex(String message) {
      super(message);
    }
  }
}
