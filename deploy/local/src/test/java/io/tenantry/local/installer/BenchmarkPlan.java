package io.tenantry.local.installer;

import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param workers tasks at the same time, one after the other of these
 * @param each tenants of each contender at each of them
 * @param rounds parts of those, between which the contenders take turns
 * @param singles installations one after the other
 * @param tenants Tenantry's in all, for what the last ones cost; 0 when that is not asked
 */
record BenchmarkPlan(List<Integer> workers, int each, int rounds, int singles, int tenants) {

  /** Tenants early and late whose costs are compared. */
  static final int COMPARED = 90;

  private static final int MOST_TO_WARM_UP = 10;

  /** Says what the command said, or what is enough to see that everything works. */
  static BenchmarkPlan chosen() {
    return new BenchmarkPlan(
        Arrays.stream(System.getProperty("benchmark.workers", "1,2").split(","))
            .map(Integer::valueOf)
            .toList(),
        Integer.getInteger("benchmark.each", 2),
        Integer.getInteger("benchmark.rounds", 1),
        Integer.getInteger("benchmark.singles", 2),
        Integer.getInteger("benchmark.tenants", 0));
  }

  /** Installations before those that are measured. */
  int warmUp() {
    return Math.min(MOST_TO_WARM_UP, each);
  }

  boolean comparesCost() {
    return tenants > 0;
  }

  /** Whether figures are wanted, so that everything has to run as in production. */
  static boolean isInEarnest() {
    return System.getProperty("benchmark.each") != null;
  }
}
