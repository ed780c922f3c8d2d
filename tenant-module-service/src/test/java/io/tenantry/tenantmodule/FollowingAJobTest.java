package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.contracts.job.StepState;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events about a job. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class FollowingAJobTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final String LAST_ID = "Last-Event-ID";

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aTenantHasAskedForAModule() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
  }

  @Test
  void aJobIsFollowedFromItsRequestToItsEnd() {
    try (EventStream stream = follow()) {
      assertThat(stream.ids(2)).containsExactly(1, 2);
      partners.say(partners.reserved(job, Plans.item("digital_card").build()));
      partners.say(partners.progressed(job, 1, "tenant-migrations", StepState.STARTED, 40));
      partners.say(partners.completed(job, "digital_card"));
      stream.awaitEnd();

      assertThat(stream.ids(5)).containsExactly(1, 2, 3, 4, 5);
      assertThat(stream.values("event"))
          .containsExactly("state", "state", "state", "progress", "ended");
      assertThat(stream.values("content-type")).as("no field of the standard").isEmpty();
      List<String> contents = stream.values("data");
      assertThat(contents.get(0)).startsWith("{\"state\":\"PENDING\",\"at\":\"");
      assertThat(contents.get(3))
          .isEqualTo(
              "{\"module\":\"digital_card\",\"version\":\"1.0.0\",\"step\":\"tenant-migrations\","
                  + "\"stepState\":\"STARTED\",\"percent\":40,\"at\":\"2026-11-22T12:00:01Z\"}");
      assertThat(contents.get(4)).startsWith("{\"state\":\"SUCCEEDED\",\"at\":\"");
      assertThat(stream.response.headers().firstValue("Content-Type"))
          .get()
          .asString()
          .startsWith("text/event-stream");
      assertThat(stream.response.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void aStreamGoesOnWhereAnotherOneBrokeOff() {
    int last;
    try (EventStream first = follow()) {
      partners.say(partners.reserved(job, Plans.item("digital_card").build()));
      last = first.ids(3).get(2);
    }
    partners.say(partners.progressed(job, 1, "preflight", StepState.STARTED, 10));
    partners.say(partners.progressed(job, 2, "preflight", StepState.COMPLETED, 20));

    try (EventStream second = follow(last)) {
      partners.say(partners.completed(job, "digital_card"));
      second.awaitEnd();

      assertThat(second.ids(3)).containsExactly(4, 5, 6);
    }
  }

  @Test
  void manyFollowersSeeTheSameWhereverTheyBegin() {
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int after = 0; after < 4; after++) {
        streams.add(follow(after));
      }
      partners.say(partners.reserved(job, Plans.item("digital_card").build()));
      for (int i = 1; i <= 20; i++) {
        partners.say(partners.progressed(job, i, "step-" + i, StepState.STARTED, i));
      }
      partners.say(partners.completed(job, "digital_card"));

      for (int after = 0; after < 4; after++) {
        streams.get(after).awaitEnd();
        assertThat(streams.get(after).ids(24 - after))
            .as("after " + after)
            .containsExactlyElementsOf(
                java.util.stream.IntStream.rangeClosed(after + 1, 24).boxed().toList());
      }
    } finally {
      streams.forEach(EventStream::close);
    }
  }

  @Test
  void whatAnotherReplicaCommitsIsSeenToo() throws Exception {
    try (EventStream stream = follow()) {
      stream.ids(2);

      anotherReplicaCommits("RUNNING");
      anotherReplicaCommits("SUCCEEDED");

      stream.awaitEnd();
      assertThat(stream.ids(4)).containsExactly(1, 2, 3, 4);
      assertThat(stream.values("event")).last().isEqualTo("ended");
    }
  }

  @Test
  void aFailureSaysWhyAndAnInterventionIsNotTheEnd() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));

    try (EventStream stream = follow(3)) {
      assertThat(stream.ids(2)).containsExactly(4, 5);
      assertThat(stream.values("data").get(1))
          .contains("\"state\":\"MANUAL_INTERVENTION\"")
          .contains("relation \\\"card\\\" already exists");
      stream.awaitHeartbeats(1);
      assertThat(stream.isOpen()).isTrue();

      partners.say(partners.rolledBack(job));
      stream.awaitEnd();
      assertThat(stream.values("event")).containsExactly("state", "state", "ended");
    }
  }

  @Test
  void silenceIsFilledWithHeartbeats() {
    try (EventStream stream = follow(2)) {
      stream.awaitHeartbeats(3);

      assertThat(stream.values("id")).isEmpty();
      assertThat(stream.isOpen()).isTrue();
    }
  }

  @Test
  void behindTheLastEventThereIsNothingUntilThereIsMore() {
    try (EventStream stream = follow(3)) {
      partners.say(partners.reserved(job, Plans.item("digital_card").build()));
      partners.say(partners.progressed(job, 1, "preflight", StepState.STARTED, 10));

      assertThat(stream.ids(1)).containsExactly(4);
    }
  }

  @Test
  void whoKnowsTheEndIsToldNotToComeBack() {
    Api.tenantAdmin(tenant).post("/v1/installation-jobs/{id}/cancel", job).then().statusCode(202);
    try (EventStream stream = follow()) {
      stream.awaitEnd();
      assertThat(stream.ids(3)).containsExactly(1, 2, 3);
    }

    for (int last : new int[] {3, 4, 1000}) {
      try (EventStream stream = follow(last)) {
        assertThat(stream.response.statusCode()).isEqualTo(204);
        stream.awaitEnd();
        assertThat(stream.text()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"here", "-1", "1.5", "12345678901", "1 2"})
  void whatIsNoSequenceIsRefused(String last) {
    get(PlatformServers.tokens().tenantViewer(LIFETIME, tenant), last)
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")));
  }

  @Test
  void anotherTenantsJobLooksLikeOneThatDoesNotExist() throws Exception {
    String stranger = PlatformServers.tokens().tenantAdmin(LIFETIME, Api.registeredTenant());

    get(stranger, "0")
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-not-found")));
    get(PlatformServers.tokens().service(LIFETIME, "registry-service"), "0").statusCode(403);
    get("no.token.atall", "0").statusCode(401);
    assertThat(
            Database.read(
                "select action from audit_entry where trail = '@platform' and subject like ?"
                    + " order by sequence",
                "%" + job + "/events"))
        .containsExactly("access.refused", "request.refused");
  }

  @Test
  void aReplicaServesSoManyStreamsAndNoMore() {
    List<EventStream> streams = new ArrayList<>();
    try {
      await("the limit")
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                streams.add(follow());
                return streams.get(streams.size() - 1).response.statusCode() == 503;
              });
      EventStream refused = streams.get(streams.size() - 1);
      refused.awaitEnd();
      assertThat(refused.text()).contains(Api.type("too-many-streams"));
      assertThat(refused.response.headers().firstValue("Retry-After")).contains("5");
      assertThat(streams).hasSizeLessThanOrEqualTo(13);
    } finally {
      streams.forEach(EventStream::close);
    }
    await("a stream that is free again")
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              try (EventStream again = follow()) {
                return again.response.statusCode() == 200;
              }
            });
  }

  private EventStream follow() {
    return EventStream.open(job, PlatformServers.tokens().tenantViewer(LIFETIME, tenant), Map.of());
  }

  private EventStream follow(int last) {
    return EventStream.open(
        job,
        PlatformServers.tokens().tenantViewer(LIFETIME, tenant),
        Map.of(LAST_ID, Integer.toString(last)));
  }

  private ValidatableResponse get(String token, String last) {
    return Api.with(token)
        .accept("text/event-stream")
        .header(LAST_ID, last)
        .get("/v1/installation-jobs/{id}/events", job)
        .then();
  }

  /** What this replica hears of from the database alone. */
  private void anotherReplicaCommits(String state) throws SQLException {
    Database.change(
        """
        with moved as (
          update job set state = ?, timeline_length = timeline_length + 1,
            ended_at = case when ? = 'SUCCEEDED' then now() end
          where id = cast(? as uuid) returning id, tenant_id, timeline_length, state)
        insert into job_timeline (job_id, sequence, tenant_id, occurred_at, job_state)
        select id, timeline_length, tenant_id, now(), state from moved
        """,
        state,
        state,
        job.toString());
  }
}
