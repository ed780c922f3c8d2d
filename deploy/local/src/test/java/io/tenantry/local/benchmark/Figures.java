package io.tenantry.local.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a contender took.
 *
 * @param wall for all of them, with as many at the same time as the contender does
 * @param each for one of them; none where they cannot be told apart
 */
record Figures(int installations, Duration wall, List<Duration> each) {

  static final Figures NONE = new Figures(0, Duration.ZERO, List.of());

  Figures {
    each = List.copyOf(each);
  }

  Figures plus(Figures more) {
    return new Figures(
        installations + more.installations,
        wall.plus(more.wall),
        Stream.concat(each.stream(), more.each.stream()).toList());
  }

  double perSecond() {
    return wall.isZero() ? 0 : installations * 1e9 / wall.toNanos();
  }

  /** Nearest rank, in milliseconds; 0 where there is none. */
  double percentile(int percent) {
    if (each.isEmpty()) {
      return 0;
    }
    List<Duration> sorted = new ArrayList<>(each);
    sorted.sort(null);
    return millis(sorted.get((sorted.size() * percent + 99) / 100 - 1));
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
