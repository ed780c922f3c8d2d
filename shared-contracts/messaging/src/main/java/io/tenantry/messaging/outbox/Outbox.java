package io.tenantry.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.tenantry.messaging.event.OutgoingEvent;
import java.util.List;

/** Puts events into the transaction that causes them; they are published after its commit. */
@FunctionalInterface
public interface Outbox {

  /**
   * Adds the event to the current transaction.
   *
   * @return fails with {@link IllegalStateException} when there is no transaction
   */
  Uni<Void> append(OutgoingEvent event);

  /** The same for some events in that order; in the database it is one statement. */
  default Uni<Void> append(List<OutgoingEvent> events) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (OutgoingEvent event : events) {
      work = work.chain(() -> append(event));
    }
    return work;
  }
}
