package io.tenantry.testkit.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Many sequences, each from a seed of its own.
 *
 * @param first seed
 * @param last seed, included
 */
public record Sequences(long first, long last) {

  private static final String SEED = "simulation.seed";
  private static final String COUNT = "simulation.sequences";

  /** So many, or what the properties {@value #SEED} or {@value #COUNT} say instead. */
  public static Sequences configured(int usually) {
    Long seed = Long.getLong(SEED);
    return seed == null
        ? new Sequences(1, Long.getLong(COUNT, usually))
        : new Sequences(seed, seed);
  }

  /** Whether there are so many that every path should have been taken. */
  public boolean areMany(int enough) {
    return last - first + 1 >= enough;
  }

  /**
   * Lives all of them.
   *
   * @throws AssertionError for the first one that breaks a law; it says how to see that one again
   */
  public Report live(LongFunction<? extends Sequence> made) {
    Map<String, Integer> paths = new TreeMap<>();
    long moves = 0;
    for (long seed = first; seed <= last; seed++) {
      Sequence sequence = made.apply(seed);
      moves += live(seed, sequence);
      sequence.world().paths().forEach((path, times) -> paths.merge(path, times, Integer::sum));
    }
    return new Report(last - first + 1, moves, paths);
  }

  /** The first seed whose sequence breaks a law; 0 when none does. */
  public long firstThatFails(LongFunction<? extends Sequence> made) {
    return LongStream.rangeClosed(first, last)
        .filter(seed -> fails(made.apply(seed)))
        .findFirst()
        .orElse(0);
  }

  private static boolean fails(Sequence sequence) {
    try {
      sequence.live();
      return false;
    } catch (RuntimeException | AssertionError e) {
      return true;
    }
  }

  private static int live(long seed, Sequence sequence) {
    try {
      return sequence.live();
    } catch (RuntimeException | AssertionError e) {
      String end = System.lineSeparator();
      throw new AssertionError(
          "the sequence of seed %d, to be seen again with -D%s=%d:%s%s%s%s"
              .formatted(seed, SEED, seed, end, sequence.world().story(), end, e.getMessage()),
          e);
    }
  }

  /** What was lived, and how often each path was taken. */
  public record Report(long sequences, long moves, Map<String, Integer> paths) {

    @Override
    public String toString() {
      return "%d sequences, %d moves each on average, %s"
          .formatted(sequences, moves / sequences, paths);
    }
  }
}
