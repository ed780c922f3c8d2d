package io.tenantry.local.installer;

import java.util.ArrayList;
import java.util.List;

/**
 * What installations took.
 *
 * @param seconds from the beginning of the first to the end of the last
 * @param milliseconds each of them from when somebody works on it
 */
record Measured(double seconds, List<Double> milliseconds) {

  static final Measured NOTHING = new Measured(0, List.of());

  Measured and(Measured further) {
    List<Double> all = new ArrayList<>(milliseconds);
    all.addAll(further.milliseconds);
    return new Measured(seconds + further.seconds, all);
  }

  double perSecond() {
    return milliseconds.size() / seconds;
  }

  double p50() {
    return percentile(milliseconds, 0.50);
  }

  double p95() {
    return percentile(milliseconds, 0.95);
  }

  /** The smallest value that so much of all are not above. */
  static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
