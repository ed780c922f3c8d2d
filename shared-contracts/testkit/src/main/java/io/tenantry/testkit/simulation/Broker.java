package io.tenantry.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Topics. What one topic holds about one key is a lane, and keeps its order; that is all the order
 * there is.
 */
public final class Broker {

  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  void publish(Delivery event) {
    String name = event.topic() + "/" + event.key();
    lanes.computeIfAbsent(name, missing -> new Lane(event.topic(), event.key())).add(event);
  }

  List<Lane> lanes(Predicate<Lane> kind) {
    List<Lane> found = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      if (kind.test(lane)) {
        found.add(lane);
      }
    }
    return found;
  }

  /** What the topic holds about each key, oldest first. */
  public Map<String, List<Delivery>> in(String topic) {
    Map<String, List<Delivery>> records = new LinkedHashMap<>();
    lanes.values().stream()
        .filter(lane -> lane.topic.equals(topic))
        .forEach(lane -> records.put(lane.key, lane.records));
    return records;
  }

  /** Everything that was published. */
  public List<Delivery> all() {
    return lanes.values().stream().flatMap(lane -> lane.records.stream()).toList();
  }

  /** Records of one topic and key. */
  static final class Lane {

    private final String topic;
    private final String key;
    private final List<Delivery> records = new ArrayList<>();

    private Lane(String topic, String key) {
      this.topic = topic;
      this.key = key;
    }

    String topic() {
      return topic;
    }

    int size() {
      return records.size();
    }

    private void add(Delivery event) {
      records.add(event);
    }

    Optional<Delivery> at(int position) {
      return position < records.size() ? Optional.of(records.get(position)) : Optional.empty();
    }
  }
}
