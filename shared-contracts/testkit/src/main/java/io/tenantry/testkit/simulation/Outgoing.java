package io.tenantry.testkit.simulation;

import io.tenantry.contracts.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** A participant's outbox: what it has committed and nobody has seen yet. */
public final class Outgoing {

  private static final int AWAY = 4;

  private final World world;
  private final String source;
  private final List<Delivery> unsent = new ArrayList<>();

  public Outgoing(World world, String source) {
    this.world = world;
    this.source = source;
  }

  /** Adds the event to the current unit of work; the record is what its bytes say. */
  public void append(String key, SpecificRecordBase event, Optional<UUID> cause) {
    world.maybeAway(AWAY);
    EventType type = EventType.of(event.getClass());
    if (!world.isLost()) {
      SpecificRecordBase payload = Contracts.throughBytes(type, event);
      unsent.add(new Delivery(world.dice().id(), type, key, source, cause, payload));
    }
  }

  /** Takes what is there; what is added later is taken back by what it answers. */
  public Runnable remember() {
    int before = unsent.size();
    return () -> unsent.subList(before, unsent.size()).clear();
  }

  boolean isEmpty() {
    return unsent.isEmpty();
  }

  /** The oldest event of some topic and key; it stays until it is {@link #sent}. */
  Optional<Delivery> next() {
    if (unsent.isEmpty()) {
      return Optional.empty();
    }
    Delivery some = world.dice().oneOf(unsent);
    return unsent.stream()
        .filter(one -> one.topic().equals(some.topic()) && one.key().equals(some.key()))
        .findFirst();
  }

  void sent(Delivery event) {
    unsent.remove(event);
  }
}
