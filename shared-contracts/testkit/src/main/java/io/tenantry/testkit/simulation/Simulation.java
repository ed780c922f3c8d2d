package io.tenantry.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lets participants and the topics between them act in a random order. */
public final class Simulation {

  private static final int LONGEST_INTERLUDE = 30;
  private static final int MOST_MOVES_TO_REST = 20_000;

  private final World world;
  private final Broker broker = new Broker();
  private final List<Traffic> traffic;
  private final Supplier<List<Move>> others;
  private final Runnable laws;
  private int moves;

  /** Takes what people and time may do at a moment, and what has to hold after every move. */
  public Simulation(
      World world, List<Participant> participants, Supplier<List<Move>> others, Runnable laws) {
    this.world = world;
    this.traffic = participants.stream().map(one -> new Traffic(one, broker, world)).toList();
    this.others = others;
    this.laws = laws;
    world.whileOneStandsStill(() -> run(world.dice().below(LONGEST_INTERLUDE)));
  }

  /** Does so many moves, or fewer when nothing is left to do. */
  public void run(int most) {
    for (int done = 0; done < most; done++) {
      List<Move> possible = possible();
      possible.addAll(others.get());
      if (possible.isEmpty()) {
        return;
      }
      make(possible);
    }
  }

  /** Nothing goes wrong and nobody asks for anything any more, until nothing is left to do. */
  public void comeToRest() {
    world.calmDown();
    for (int done = 0; done < MOST_MOVES_TO_REST; done++) {
      List<Move> possible = possible();
      if (possible.isEmpty()) {
        return;
      }
      make(possible);
    }
    throw new AssertionError("it does not come to rest");
  }

  public Broker broker() {
    return broker;
  }

  /** How many moves were made. */
  public int moves() {
    return moves;
  }

  private List<Move> possible() {
    List<Move> possible = new ArrayList<>();
    traffic.forEach(one -> one.addMoves(possible));
    return possible;
  }

  private void make(List<Move> possible) {
    int choice = world.dice().below(possible.stream().mapToInt(Move::weight).sum());
    for (Move move : possible) {
      choice -= move.weight();
      if (choice < 0) {
        moves++;
        move.action().run();
        laws.run();
        return;
      }
    }
  }
}
