package io.tenantry.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;

/** Puts events into the transaction that causes them; they are published after its commit. */
@FunctionalInterface
public interface Outbox {

  /**
   * Adds the event to the current transaction.
   *
   * @return fails with {@link IllegalStateException} when there is no transaction
   */
  Uni<Void> append(OutgoingEvent event);
}
