package io.tenantry.testkit.simulation;

import java.util.List;
import java.util.Set;

/** A service in a saga: it follows topics, keeps a store, and publishes through its outbox. */
public interface Participant {

  String name();

  /** Topics that it follows. */
  Set<String> topics();

  Outgoing outgoing();

  /**
   * Takes a record, in one unit of work that commits before it returns.
   *
   * @throws World.Outage when nothing of it happened; it is delivered again
   */
  void take(Delivery event);

  /** What it can do by itself at this moment. */
  default List<Move> moves() {
    return List.of();
  }
}
