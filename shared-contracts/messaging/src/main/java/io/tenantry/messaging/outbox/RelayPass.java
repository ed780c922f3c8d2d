package io.tenantry.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.messaging.MessagingSettings;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
import io.tenantry.messaging.outbox.OutboxRow.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * One look at the outbox: lanes side by side, the events of a lane one after the other, and no
 * further event of a lane after one that failed.
 */
@ApplicationScoped
class RelayPass {

  enum Result {
    SENT,
    NOTHING_TO_SEND,
    STUCK
  }

  private static final Logger LOG = Logger.getLogger(RelayPass.class);

  private final OutboxStore store;
  private final EventPublisher publisher;
  private final OutboxLease lease;
  private final HeldBackLanes heldBack;
  private final CrashPoints crashPoints;
  private final int batchSize;
  private final Counter sent;

  RelayPass(
      OutboxStore store,
      EventPublisher publisher,
      OutboxLease lease,
      HeldBackLanes heldBack,
      CrashPoints crashPoints,
      MessagingSettings settings,
      MeterRegistry metrics) {
    this.store = store;
    this.publisher = publisher;
    this.lease = lease;
    this.heldBack = heldBack;
    this.crashPoints = crashPoints;
    this.batchSize = settings.outbox().batchSize();
    this.sent =
        Counter.builder("tenantry.outbox.sent")
            .description("Events that were published")
            .register(metrics);
  }

  Result run() throws SQLException {
    Map<Lane, Deque<OutboxRow>> lanes = new LinkedHashMap<>();
    for (OutboxRow row : store.unsent(batchSize, heldBack.now())) {
      lanes.computeIfAbsent(row.lane(), lane -> new ArrayDeque<>()).add(row);
    }
    if (lanes.isEmpty()) {
      return heldBack.now().isEmpty() ? Result.NOTHING_TO_SEND : Result.STUCK;
    }
    boolean progress = false;
    while (!lanes.isEmpty() && lease.isOurs()) {
      List<Long> acknowledged = sendFirstOfEach(lanes);
      if (!acknowledged.isEmpty()) {
        crashPoints.reach(MessagingPoint.EVENTS_PUBLISHED);
        store.markSent(acknowledged);
        crashPoints.reach(MessagingPoint.EVENTS_MARKED);
        sent.increment(acknowledged.size());
        progress = true;
      }
      lanes.values().removeIf(Deque::isEmpty);
    }
    return progress ? Result.SENT : Result.STUCK;
  }

  private List<Long> sendFirstOfEach(Map<Lane, Deque<OutboxRow>> lanes) {
    Map<OutboxRow, Future<?>> inFlight = new LinkedHashMap<>();
    for (Deque<OutboxRow> lane : lanes.values()) {
      if (!lease.isOurs()) {
        lane.clear();
        continue;
      }
      OutboxRow row = lane.removeFirst();
      try {
        inFlight.put(row, publisher.send(row));
      } catch (RuntimeException e) {
        holdBack(row, lane, e);
      }
    }
    List<Long> acknowledged = new ArrayList<>();
    inFlight.forEach(
        (row, acknowledgement) -> {
          try {
            acknowledgement.get();
            acknowledged.add(row.id());
          } catch (ExecutionException e) {
            holdBack(row, lanes.get(row.lane()), e.getCause());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            holdBack(row, lanes.get(row.lane()), e);
          }
        });
    return acknowledged;
  }

  private void holdBack(OutboxRow row, Deque<OutboxRow> lane, Throwable reason) {
    lane.clear();
    heldBack.add(row.lane());
    LOG.warnf(
        "event %d (%s, subject %s) was not published and its key %s waits: %s",
        row.id(), row.type().orElse("tombstone"), row.subject(), row.key(), reason);
  }
}
