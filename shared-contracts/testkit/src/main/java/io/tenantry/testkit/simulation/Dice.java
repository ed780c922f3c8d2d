package io.tenantry.testkit.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Every choice of a sequence; the same seed makes the same choices. */
public final class Dice {

  private static final int PER_MILLE = 1_000;

  private final SplittableRandom random;

  public Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** From 0, below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both included. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  public boolean hits(int perMille) {
    return below(PER_MILLE) < perMille;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  public UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
