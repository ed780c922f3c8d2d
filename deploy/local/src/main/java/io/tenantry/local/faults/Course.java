package io.tenantry.local.faults;

import java.util.List;

/**
 * What a tenant asks for, one after the other, and how each of it has to end.
 *
 * @see #outcomes()
 */
public enum Course {
  /** The first version, which is installed. */
  INSTALLED(1, "SUCCEEDED"),
  /** A module that cannot be installed. */
  BROKEN(0, "FAILED"),
  /** The first version, and then the second. */
  UPGRADED(2, "SUCCEEDED", "SUCCEEDED"),
  /** The first version, and then one whose last migration fails. */
  UPGRADE_FAILED(1, "SUCCEEDED", "FAILED"),
  /** The first version, and then nothing at all. */
  PURGED(3, "SUCCEEDED", "SUCCEEDED"),
  /** The first version, then nothing but its kept data, and then that again. */
  RESTORED(4, "SUCCEEDED", "SUCCEEDED", "SUCCEEDED");

  private static final int TURNS = 10;
  private static final List<Course> TURN =
      List.of(
          BROKEN,
          UPGRADED,
          PURGED,
          UPGRADE_FAILED,
          RESTORED,
          UPGRADED,
          INSTALLED,
          UPGRADE_FAILED,
          PURGED,
          RESTORED);

  private final int facts;
  private final List<String> outcomes;

  Course(int facts, String... outcomes) {
    this.facts = facts;
    this.outcomes = List.of(outcomes);
  }

  /** They take turns, so that each comes as often whatever the number of tenants. */
  static Course of(int number) {
    return TURN.get(number % TURNS);
  }

  /** States of its jobs at the end. */
  List<String> outcomes() {
    return outcomes;
  }

  /** Whether the tenant has the module in the end. */
  boolean hasModule() {
    return this != BROKEN && this != PURGED;
  }

  /** How often other contexts hear of the tenant's module: what it is, and that it is going. */
  int facts() {
    return facts;
  }
}
