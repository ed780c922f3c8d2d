package io.tenantry.local.faults;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time between two kills lies between these. */
public record KillInterval(Duration shortest, Duration longest) {

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,4})-(\\d{1,4})");

  public KillInterval {
    if (shortest.isZero() || shortest.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the interval begins with 1 s or more and does not shrink");
    }
  }

  /**
   * Reads seconds, such as {@code 2-5}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static KillInterval parse(String text) {
    Matcher seconds = SECONDS.matcher(text);
    if (!seconds.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no interval in seconds, such as 2-5");
    }
    return new KillInterval(
        Duration.ofSeconds(Integer.parseInt(seconds.group(1))),
        Duration.ofSeconds(Integer.parseInt(seconds.group(2))));
  }

  Duration next(Random random) {
    return Duration.ofMillis(
        shortest.toMillis() + random.nextInt((int) (longest.toMillis() - shortest.toMillis()) + 1));
  }

  @Override
  public String toString() {
    return shortest.toSeconds() + "-" + longest.toSeconds();
  }
}
