package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.tenantry.tenantmodule.application.job.FeedItem;
import io.tenantry.tenantmodule.application.job.FollowJobs;
import io.tenantry.tenantmodule.application.job.Following;
import io.tenantry.tenantmodule.application.job.JobNews;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingJobsTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration TOKEN = Duration.ofMinutes(5);
  private static final int MOST = 3;
  private static final int ALL = Integer.MAX_VALUE;
  private static final UUID JOB = UUID.fromString("7f000000-0000-0000-0000-000000000001");
  private static final UUID OTHER = UUID.fromString("7f000000-0000-0000-0000-000000000002");

  private final SettableClock clock = new SettableClock();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryTimelines timelines = new InMemoryTimelines(transactions, ACME);
  private final FollowJobs replica = replica();
  private final FollowJobs otherReplica = replica();

  @BeforeEach
  void aJobRuns() {
    timelines.moved(JOB, JobState.PENDING);
    timelines.moved(JOB, JobState.VALIDATING);
  }

  @Test
  void whatWasAndWhatComesIsToldUntilTheEnd() {
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 0, ALL);
    timelines.moved(JOB, JobState.RUNNING);
    timelines.progressed(JOB, 2);
    done(replica.deliver());
    assertThat(ids(client)).containsExactly(1L, 2L, 3L, 4L, 5L);
    client.assertNotTerminated();

    timelines.moved(JOB, JobState.SUCCEEDED);
    done(replica.deliver());

    assertThat(ids(client)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    client.assertCompleted();
  }

  @Test
  void aJobInManualInterventionIsNotAtItsEnd() {
    timelines.moved(JOB, JobState.MANUAL_INTERVENTION);
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 0, ALL);

    client.assertNotTerminated();
  }

  @Test
  void aFollowerGoesOnAtAnotherReplica() {
    AssertSubscriber<FeedItem> first = follow(replica, JOB, 0, ALL);
    timelines.progressed(JOB, 1);
    done(replica.deliver());
    first.cancel();
    timelines.progressed(JOB, 1);

    AssertSubscriber<FeedItem> second = follow(otherReplica, JOB, 3, ALL);
    timelines.progressed(JOB, 1);
    done(otherReplica.deliver());

    assertThat(ids(first)).containsExactly(1L, 2L, 3L);
    assertThat(ids(second)).containsExactly(4L, 5L);
  }

  @Test
  void oneLookServesAllFollowersOfAReplica() {
    timelines.moved(OTHER, JobState.PENDING);
    AssertSubscriber<FeedItem> beginning = follow(replica, JOB, 0, ALL);
    AssertSubscriber<FeedItem> later = follow(replica, JOB, 2, ALL);
    AssertSubscriber<FeedItem> other = follow(replica, OTHER, 0, ALL);
    timelines.progressed(JOB, 1);
    timelines.progressed(OTHER, 1);
    int before = timelines.looks();

    done(replica.deliver());

    assertThat(timelines.looks() - before).isEqualTo(1);
    assertThat(ids(beginning)).containsExactly(1L, 2L, 3L);
    assertThat(ids(later)).containsExactly(3L);
    assertThat(ids(other)).containsExactly(1L, 2L);
  }

  @Test
  void withoutFollowersNobodyLooks() {
    follow(replica, JOB, 0, ALL).cancel();
    int before = timelines.looks();

    done(replica.deliver());

    assertThat(timelines.looks()).isEqualTo(before);
  }

  @Test
  void aSlowClientGetsEverythingInItsOwnTimeAndHoldsUpNobody() {
    AssertSubscriber<FeedItem> slow = follow(replica, JOB, 0, 0);
    AssertSubscriber<FeedItem> quick = follow(replica, JOB, 0, ALL);
    timelines.progressed(JOB, 1_000);
    timelines.moved(JOB, JobState.SUCCEEDED);

    for (int i = 0; i < 10; i++) {
      done(replica.deliver());
    }
    assertThat(ids(quick)).hasSize(1_003);
    assertThat(ids(slow)).isEmpty();
    for (int i = 0; i < 200 && !slow.hasCompleted(); i++) {
      slow.request(7);
      done(replica.deliver());
    }

    slow.assertCompleted();
    assertThat(ids(slow))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_003).boxed().toList());
  }

  @Test
  void silenceIsFilledWithHeartbeats() {
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 1, ALL);
    after(HEARTBEAT.minusSeconds(1));
    assertThat(client.getItems()).hasSize(1);

    after(Duration.ofSeconds(1));
    after(Duration.ofSeconds(1));

    assertThat(client.getItems()).hasSize(2).last().isInstanceOf(FeedItem.Heartbeat.class);
  }

  @Test
  void aStreamEndsWithItsToken() {
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 0, ALL);
    after(TOKEN.minusSeconds(1));
    client.assertNotTerminated();

    after(Duration.ofSeconds(1));

    client.assertCompleted();
  }

  @Test
  void whoKnowsTheEndHasNothingToFollow() {
    timelines.moved(JOB, JobState.FAILED);

    assertThat(outcome(replica, JOB, 3)).isEqualTo("nothing follows");
    assertThat(outcome(replica, JOB, 4)).isEqualTo("nothing follows");
    assertThat(ids(follow(replica, JOB, 2, ALL))).containsExactly(3L);
  }

  @Test
  void jobsOutsideOfTheScopeDoNotExist() {
    TenantId stranger = new TenantId("globex");

    assertThat(done(replica.follow(JOB, Scope.of(stranger), 0, clock.instant()))).isEmpty();
    assertThat(done(replica.follow(OTHER, Scope.of(ACME), 0, clock.instant()))).isEmpty();
  }

  @Test
  void aReplicaHasOnlySoManyFollowersAndPlaceAgainWhenOneLeaves() {
    List<AssertSubscriber<FeedItem>> clients =
        LongStream.range(0, MOST).mapToObj(i -> follow(replica, JOB, 0, ALL)).toList();

    assertThat(outcome(replica, JOB, 0)).isEqualTo("too many");
    clients.get(1).cancel();

    assertThat(outcome(replica, JOB, 0)).isEqualTo("live");
  }

  @Test
  void ofThoseWhoAskAtTheSameTimeNoneIsTooMany() {
    List<Multi<FeedItem>> asked = LongStream.rangeClosed(0, MOST).mapToObj(i -> live()).toList();

    List<AssertSubscriber<FeedItem>> clients =
        asked.stream()
            .map(items -> items.subscribe().withSubscriber(AssertSubscriber.<FeedItem>create(ALL)))
            .toList();

    clients.subList(0, MOST).forEach(AssertSubscriber::assertNotTerminated);
    clients.get(MOST).assertCompleted();
  }

  @Test
  void aStreamThatEndsAtOnceTakesNoPlace() {
    timelines.moved(JOB, JobState.SUCCEEDED);

    for (int i = 0; i <= MOST; i++) {
      follow(replica, JOB, 0, ALL).assertCompleted();
    }
  }

  @Test
  void aReplicaThatStopsEndsItsStreams() {
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 0, ALL);

    replica.end();

    client.assertCompleted();
  }

  @Test
  void whatIsMissedWhileTheDatabaseIsAwayIsToldLater() {
    AssertSubscriber<FeedItem> client = follow(replica, JOB, 0, ALL);
    timelines.progressed(JOB, 1);
    timelines.isBroken(true);
    clock.advance(HEARTBEAT);
    assertThatThrownBy(() -> done(replica.deliver())).hasMessage("the database is away");
    assertThat(client.getItems()).last().isInstanceOf(FeedItem.Heartbeat.class);

    timelines.isBroken(false);
    done(replica.deliver());

    assertThat(ids(client)).containsExactly(1L, 2L, 3L);
  }

  private FollowJobs replica() {
    return new FollowJobs(timelines, transactions, clock, HEARTBEAT, MOST);
  }

  private void after(Duration time) {
    clock.advance(time);
    done(replica.deliver());
  }

  private AssertSubscriber<FeedItem> follow(FollowJobs at, UUID job, long after, int demand) {
    return live(at, job, after)
        .orElseThrow()
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private Multi<FeedItem> live() {
    return live(replica, JOB, 0).orElseThrow();
  }

  private Optional<Multi<FeedItem>> live(FollowJobs at, UUID job, long after) {
    return following(at, job, after).fold(Optional::of, Optional::empty, Optional::empty);
  }

  private String outcome(FollowJobs at, UUID job, long after) {
    return following(at, job, after)
        .fold(items -> "live", () -> "nothing follows", () -> "too many");
  }

  private Following following(FollowJobs at, UUID job, long after) {
    return done(at.follow(job, Scope.of(ACME), after, clock.instant().plus(TOKEN))).orElseThrow();
  }

  private static List<Long> ids(AssertSubscriber<FeedItem> client) {
    return client.getItems().stream()
        .filter(JobNews.class::isInstance)
        .map(item -> ((JobNews) item).sequence())
        .toList();
  }
}
