package io.tenantry.messaging.outbox;

import io.tenantry.messaging.outbox.OutboxRow.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lanes whose oldest event could not be sent, until it is time to try again. */
@ApplicationScoped
class HeldBackLanes {

  private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

  private final Map<Lane, Long> until = new ConcurrentHashMap<>();

  void add(Lane lane) {
    until.put(lane, System.nanoTime() + UNTIL_NEXT_TRY.toNanos());
  }

  Collection<Lane> now() {
    long now = System.nanoTime();
    until.values().removeIf(end -> end - now <= 0);
    return List.copyOf(until.keySet());
  }
}
