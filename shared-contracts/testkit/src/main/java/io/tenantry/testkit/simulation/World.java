package io.tenantry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What all who take part in a sequence share: its dice, what goes wrong, and what is noted. */
public final class World {

  /** How deep something may happen while something else is under way. */
  private static final int DEEPEST = 2;

  private static final int LOST = 20;

  private final Dice dice;
  private final List<Supplier<String>> trace = new ArrayList<>();
  private final Map<String, Integer> paths = new TreeMap<>();
  private Runnable interlude = () -> {};
  private boolean calm;
  private boolean losesEvents;
  private int depth;

  public World(long seed) {
    this.dice = new Dice(seed);
  }

  public Dice dice() {
    return dice;
  }

  /** Whether something goes wrong now; never when it is calm. */
  public boolean strikes(int perMille) {
    return !calm && dice.hits(perMille);
  }

  /**
   * The database is away.
   *
   * @throws Outage once in a while
   */
  public void maybeAway(int perMille) {
    if (strikes(perMille)) {
      saw("the database was away");
      throw new Outage();
    }
  }

  /** A fault: not every event that is committed is published. */
  public void losesEvents() {
    losesEvents = true;
  }

  boolean isLost() {
    return losesEvents && strikes(LOST);
  }

  /** From now on nothing goes wrong any more. */
  public void calmDown() {
    calm = true;
  }

  /** Others act while the one who says so stands still. */
  public void standStill() {
    if (depth < DEEPEST) {
      depth++;
      try {
        interlude.run();
      } finally {
        depth--;
      }
    }
  }

  void whileOneStandsStill(Runnable others) {
    interlude = others;
  }

  /** Notes what happens, for those who read a failure. */
  public void note(String text, Object... details) {
    int indent = depth;
    trace.add(() -> "  ".repeat(indent) + text.formatted(details));
  }

  /** Counts a path, so that a test can ask whether it was ever taken. */
  public void saw(String path) {
    paths.merge(path, 1, Integer::sum);
  }

  public Map<String, Integer> paths() {
    return paths;
  }

  /** Everything that happened, a line each. */
  public String story() {
    return String.join(System.lineSeparator(), trace.stream().map(Supplier::get).toList());
  }

  /** Something outside is away; a later try works. */
  public static final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Outage() {
      super("away for a moment", null, false, false);
    }
  }
}
