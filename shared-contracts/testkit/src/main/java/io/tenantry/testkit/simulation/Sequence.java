package io.tenantry.testkit.simulation;

/** One life of a simulated system. */
public interface Sequence {

  World world();

  /**
   * Lets everything happen and everything end.
   *
   * @return how many moves that took
   * @throws AssertionError when a law is broken
   */
  int live();
}
