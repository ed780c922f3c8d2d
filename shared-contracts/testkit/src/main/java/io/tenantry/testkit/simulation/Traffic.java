package io.tenantry.testkit.simulation;

import java.util.List;

/**
 * What can happen between a participant and the topics: relay, delivery, and all that goes wrong.
 */
final class Traffic {

  private static final int OFTEN = 60;
  private static final int SENT_TWICE = 30;
  private static final int BURIED = 4;
  private static final int DISTURBED = 40;
  private static final int MOST_DEAD_LETTERS = 3;

  private final Participant participant;
  private final Broker broker;
  private final World world;
  private final Consumer consumer;

  Traffic(Participant participant, Broker broker, World world) {
    this.participant = participant;
    this.broker = broker;
    this.world = world;
    this.consumer = new Consumer(participant, broker, world);
  }

  void addMoves(List<Move> moves) {
    if (!participant.outgoing().isEmpty()) {
      moves.add(new Move("relay", OFTEN, this::relay));
    }
    if (!consumer.waiting().isEmpty()) {
      moves.add(new Move("deliver", OFTEN, this::deliver));
    }
    if (!consumer.deadLetters().isEmpty()) {
      moves.add(new Move("replay", 1, consumer::replayDeadLetter));
    }
    if (world.strikes(DISTURBED)) {
      moves.add(new Move("restart", 1 + OFTEN / 4, consumer::restart));
      moves.add(new Move("replay of anything", 1 + OFTEN / 4, consumer::replaySomething));
    }
    moves.addAll(participant.moves());
  }

  /** The relay may die after it has sent an event and before it has noted that. */
  private void relay() {
    Outgoing outgoing = participant.outgoing();
    outgoing
        .next()
        .ifPresent(
            event -> {
              world.note("%s sends %s", participant.name(), event);
              broker.publish(event);
              if (world.strikes(SENT_TWICE)) {
                world.saw("sent twice");
              } else {
                outgoing.sent(event);
              }
            });
  }

  private void deliver() {
    Broker.Lane lane = world.dice().oneOf(consumer.waiting());
    if (consumer.deadLetters().size() < MOST_DEAD_LETTERS && world.strikes(BURIED)) {
      consumer.bury(lane);
    } else {
      consumer.read(lane);
    }
  }
}
