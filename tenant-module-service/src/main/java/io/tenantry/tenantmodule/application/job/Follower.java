package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Somebody who follows a job. What a slow one has not taken waits here up to a bound; the rest
 * stays in the database until there is room again.
 */
final class Follower {

  /** Items that wait for the client at most; the next look fetches the others. */
  static final int ROOM = 256;

  private static final FeedItem HEARTBEAT = new FeedItem.Heartbeat();

  private final UUID job;
  private final TenantId tenant;
  private final Instant until;
  private final AtomicInteger waiting = new AtomicInteger();
  private MultiEmitter<? super FeedItem> client;
  private long position;
  private Instant toldAt;

  Follower(UUID job, TenantId tenant, long position, Instant until) {
    this.job = job;
    this.tenant = tenant;
    this.position = position;
    this.until = until;
  }

  /** What the client takes; joins when it begins to listen, leaves at whatever end. */
  Multi<FeedItem> items(
      List<JobNews> first, Instant now, Consumer<Follower> join, Consumer<Follower> leave) {
    return Multi.createFrom()
        .<FeedItem>emitter(
            emitter -> {
              begin(emitter, first, now);
              join.accept(this);
              emitter.onTermination(() -> leave.accept(this));
            })
        .onItem()
        .invoke(waiting::decrementAndGet);
  }

  private synchronized void begin(
      MultiEmitter<? super FeedItem> emitter, List<JobNews> first, Instant now) {
    client = emitter;
    toldAt = now;
    tell(first, now);
  }

  UUID job() {
    return job;
  }

  TenantId tenant() {
    return tenant;
  }

  synchronized long position() {
    return position;
  }

  boolean hasRoom() {
    return waiting.get() < ROOM;
  }

  /** Takes what is new about the job, in order; what it was told before is left out. */
  synchronized void tell(List<JobNews> news, Instant now) {
    for (JobNews one : news) {
      if (!hasRoom()) {
        // what follows has to wait with it, or there would be a gap
        return;
      }
      if (one.sequence() > position) {
        tell(one, now);
      }
    }
  }

  private void tell(JobNews news, Instant now) {
    position = news.sequence();
    toldAt = now;
    emit(news);
    if (news.isLast()) {
      end();
    }
  }

  /** Ends it when its time is over, and otherwise shows that the line is good. */
  synchronized void keepAlive(Instant now, Duration heartbeat) {
    if (!now.isBefore(until)) {
      end();
    } else if (!now.isBefore(toldAt.plus(heartbeat)) && hasRoom()) {
      toldAt = now;
      emit(HEARTBEAT);
    }
  }

  void end() {
    client.complete();
  }

  private void emit(FeedItem item) {
    waiting.incrementAndGet();
    client.emit(item);
  }
}
