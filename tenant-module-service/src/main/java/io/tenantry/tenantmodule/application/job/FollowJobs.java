package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.JobTimelines;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells followers what happens to a job. All of it comes from the timeline in the database, so a
 * follower goes on at any replica where it left off at another.
 */
public final class FollowJobs {

  private final JobTimelines timelines;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Duration heartbeat;
  private final int mostFollowers;
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

  /** Takes after how much silence a follower gets a heartbeat, and how many there may be. */
  public FollowJobs(
      JobTimelines timelines,
      UnitOfWork unitOfWork,
      Clock clock,
      Duration heartbeat,
      int mostFollowers) {
    this.timelines = timelines;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.mostFollowers = mostFollowers;
  }

  /**
   * Follows a job from behind that sequence on, until that time; empty when there is no such job in
   * the scope.
   */
  public Uni<Optional<Following>> follow(UUID job, Scope scope, long after, Instant until) {
    return unitOfWork.look(
        scope,
        () ->
            timelines
                .position(job)
                .chain(
                    found ->
                        found
                            .map(now -> follow(job, now, after, until).map(Optional::of))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
  }

  private Uni<Following> follow(UUID job, TimelinePosition now, long after, Instant until) {
    if (now.over() && after >= now.length()) {
      return Uni.createFrom().item(new Following.NothingFollows());
    }
    if (followers.size() >= mostFollowers) {
      return Uni.createFrom().item(new Following.TooMany());
    }
    Follower follower = new Follower(job, now.tenant(), after, until);
    return timelines
        .after(Map.of(job, after), Follower.ROOM)
        .map(
            first ->
                new Following.Live(
                    follower.items(first, clock.instant(), this::join, followers::remove)));
  }

  /** Those who asked at the same time may be one too many together; they may come back. */
  private void join(Follower follower) {
    followers.add(follower);
    if (followers.size() > mostFollowers) {
      follower.end();
    }
  }

  /** Looks once, for all followers, at what is new, and keeps the lines of the others open. */
  public Uni<Void> deliver() {
    List<Follower> ready = followers.stream().filter(Follower::hasRoom).toList();
    Uni<List<JobNews>> news =
        ready.isEmpty()
            ? Uni.createFrom().item(List.of())
            : unitOfWork.look(scope(ready), () -> timelines.after(positions(ready), Follower.ROOM));
    return news.invoke(all -> tell(ready, all))
        .onTermination()
        .invoke(() -> followers.forEach(one -> one.keepAlive(clock.instant(), heartbeat)))
        .replaceWithVoid();
  }

  /** Ends all streams; the followers go on at another replica. */
  public void end() {
    followers.forEach(Follower::end);
  }

  private void tell(List<Follower> ready, List<JobNews> news) {
    Map<UUID, List<JobNews>> byJob = news.stream().collect(Collectors.groupingBy(JobNews::jobId));
    Instant now = clock.instant();
    ready.forEach(one -> one.tell(byJob.getOrDefault(one.job(), List.of()), now));
  }

  private static Scope scope(List<Follower> ready) {
    return Scope.of(
        ready.stream().map(one -> one.tenant().value()).collect(Collectors.toUnmodifiableSet()));
  }

  /** Of two followers of a job, the one that knows less decides from where. */
  private static Map<UUID, Long> positions(List<Follower> ready) {
    Map<UUID, Long> positions = new HashMap<>();
    ready.forEach(one -> positions.merge(one.job(), one.position(), Math::min));
    return positions;
  }
}
