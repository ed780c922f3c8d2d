package io.tenantry.testkit.simulation;

import io.tenantry.testkit.simulation.Broker.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a participant has read. It reads everything at least once: what was read may come again,
 * and what was dead-lettered comes after what followed it.
 */
final class Consumer {

  private static final int FURTHEST_BACK = 5;

  private final Participant participant;
  private final Broker broker;
  private final World world;
  private final Set<String> topics;
  private final Map<Lane, Integer> positions = new HashMap<>();
  private final List<Delivery> deadLetters = new ArrayList<>();

  Consumer(Participant participant, Broker broker, World world) {
    this.participant = participant;
    this.broker = broker;
    this.world = world;
    this.topics = participant.topics();
  }

  /** Lanes in which something waits. */
  List<Lane> waiting() {
    return broker.lanes(lane -> isFollowed(lane) && position(lane) < lane.size());
  }

  List<Delivery> deadLetters() {
    return deadLetters;
  }

  /** Takes the next record of the lane. */
  void read(Lane lane) {
    Delivery event = lane.at(position(lane)).orElseThrow();
    if (take("takes", event)) {
      positions.merge(lane, 1, Integer::sum);
    }
  }

  /** The next record cannot be handled now; those behind it are. */
  void bury(Lane lane) {
    Delivery event = lane.at(position(lane)).orElseThrow();
    world.note("%s sends to its dead letters %s", participant.name(), event);
    world.saw("dead letter");
    deadLetters.add(event);
    positions.merge(lane, 1, Integer::sum);
  }

  void replayDeadLetter() {
    Delivery event = world.dice().oneOf(deadLetters);
    if (take("takes from its dead letters", event)) {
      deadLetters.remove(event);
    }
  }

  /** A record that was read long ago is delivered once more. */
  void replaySomething() {
    List<Lane> lanes = read();
    if (!lanes.isEmpty()) {
      Lane lane = world.dice().oneOf(lanes);
      world.saw("replay");
      take("takes again", lane.at(world.dice().below(position(lane))).orElseThrow());
    }
  }

  /** It had not said how far it was when it went down. */
  void restart() {
    world.note("%s is started again", participant.name());
    world.saw("restart of " + participant.name());
    for (Lane lane : read()) {
      int back = world.dice().below(FURTHEST_BACK);
      positions.put(lane, Math.max(0, position(lane) - back));
    }
  }

  private boolean take(String how, Delivery event) {
    try {
      world.note("%s %s %s", participant.name(), how, event);
      participant.take(event);
      return true;
    } catch (World.Outage e) {
      world.note("%s could not: %s", participant.name(), e.getMessage());
      return false;
    }
  }

  private List<Lane> read() {
    return broker.lanes(lane -> isFollowed(lane) && position(lane) > 0);
  }

  private boolean isFollowed(Lane lane) {
    return topics.contains(lane.topic());
  }

  private int position(Lane lane) {
    return positions.getOrDefault(lane, 0);
  }
}
