package io.tenantry.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.Tombstone;

/** Lets compacted topics forget keys, through the same outbox and in one order with the events. */
@FunctionalInterface
public interface Tombstones {

  /**
   * Adds the tombstone to the current transaction.
   *
   * @return fails with {@link IllegalStateException} when there is no transaction
   */
  Uni<Void> append(Tombstone tombstone);
}
