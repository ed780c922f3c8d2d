package io.tenantry.messaging.outbox;

import io.tenantry.messaging.MessagingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * The right to relay. A holder that was frozen may send once more what its successor has sent
 * already; a consumer sees the same event id, or a lower sequence, again.
 */
@ApplicationScoped
class OutboxLease {

  private static final String NAME = "outbox";

  private final OutboxStore store;
  private final Duration length;
  private final UUID holder;
  private volatile long endsAt;

  OutboxLease(OutboxStore store, MessagingSettings settings) {
    this.store = store;
    this.length = settings.outbox().lease();
    this.holder =
        settings
            .instance()
            .map(name -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
            .orElseGet(UUID::randomUUID);
    this.endsAt = System.nanoTime();
  }

  /** Takes the lease, or prolongs it when a third of it has passed. */
  boolean held() throws SQLException {
    long now = System.nanoTime();
    if (endsAt - now > length.toNanos() * 2 / 3) {
      return true;
    }
    boolean ours = store.lease(NAME, holder, length);
    endsAt = ours ? now + length.toNanos() : now;
    return ours;
  }

  /** Whether the lease is ours at this moment, as far as this process can know. */
  boolean isOurs() {
    return endsAt - System.nanoTime() > 0;
  }

  void release() throws SQLException {
    store.release(NAME, holder);
    endsAt = System.nanoTime();
  }
}
