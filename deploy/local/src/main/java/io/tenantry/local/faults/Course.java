package io.tenantry.local.faults;

import java.util.List;

/**
 * What a tenant asks for, one after the other, and how each of it has to end.
 *
 * @see #outcomes()
 */
public enum Course {
  /** The first version, which is installed. */
  INSTALLED("SUCCEEDED"),
  /** A module that cannot be installed. */
  BROKEN("FAILED"),
  /** The first version, and then the second. */
  UPGRADED("SUCCEEDED", "SUCCEEDED"),
  /** The first version, and then one whose last migration fails. */
  UPGRADE_FAILED("SUCCEEDED", "FAILED");

  private static final int TURNS = 10;
  private static final List<Course> TURN =
      List.of(
          BROKEN,
          UPGRADED,
          INSTALLED,
          UPGRADE_FAILED,
          INSTALLED,
          UPGRADED,
          INSTALLED,
          UPGRADE_FAILED,
          INSTALLED,
          UPGRADED);

  private final List<String> outcomes;

  Course(String... outcomes) {
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

  boolean isUpgrade() {
    return this == UPGRADED || this == UPGRADE_FAILED;
  }

  /** How often other contexts hear of the tenant's module. */
  int facts() {
    return (int) outcomes.stream().filter("SUCCEEDED"::equals).count();
  }
}
