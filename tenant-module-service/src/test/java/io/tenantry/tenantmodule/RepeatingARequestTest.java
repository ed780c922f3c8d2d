package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests with an Idempotency-Key, sent more than once. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RepeatingARequestTest {

  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";

  private Partners partners;
  private String tenant;
  private String key;

  @BeforeEach
  void aTenantIsReady() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    key = UUID.randomUUID().toString();
  }

  @Test
  void aRepeatedInstallationIsAnsweredAgainAndDoneOnce() throws Exception {
    Response first = install(admin(), "mail");

    Response second = install(admin(), "mail");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.header(REPLAYED)).isNull();
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header(REPLAYED)).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.header("Location"))
        .isEqualTo(first.header("Location"))
        .endsWith("/v1/installation-jobs/" + first.path("id"));
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void theAnswerWithAKeyIsTheOneWithout() {
    Response keyed = install(admin(), "mail");
    String other = Partners.ofReadyTenant().tenant();
    Response plain = install(Api.tenantAdmin(other), other, "mail");

    assertThat(keyed.jsonPath().getMap("").keySet())
        .isEqualTo(plain.jsonPath().getMap("").keySet());
    assertThat(keyed.contentType()).isEqualTo(plain.contentType());
  }

  @Test
  void aBodyThatSaysTheSameInAnotherWayIsTheSameRequest() {
    install(admin(), "mail");

    Response second =
        admin()
            .body("{ \"parameters\": null,\n \"module\": \"mail\" }")
            .post("/v1/tenants/{t}/modules", tenant);

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void anotherBodyOrPathWithTheSameKeyIsRefused() throws Exception {
    UUID job = UUID.fromString(install(admin(), "mail").path("id"));

    for (Response other :
        List.of(
            install(admin(), "printer"),
            admin().post("/v1/installation-jobs/{id}/cancel", job),
            admin().post("/v1/installation-jobs/{id}/retry", job))) {
      assertProblem(other, 422, "idempotency-key-reused");
    }
    assertThat(jobs()).isEqualTo(1);
    Api.job(job).body("state", equalTo("VALIDATING"));
  }

  @Test
  void aRefusalIsRepeatedAsWell() {
    Api.install(tenant, "mail");
    Response refused = install(admin(), "mail");
    Api.tenantAdmin(tenant)
        .post("/v1/installation-jobs/{id}/cancel", refused.<String>path("jobId"))
        .then()
        .statusCode(202);

    Response again = install(admin(), "mail");

    assertProblem(refused, 409, "job-in-progress");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.asString()).isEqualTo(refused.asString());
    assertThat(again.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void decisionsAboutAJobAreMadeOnce() throws Exception {
    UUID job = Api.install(tenant, "mail");
    partners.say(partners.reserved(job, Plans.item("mail").build()));
    partners.say(partners.rollbackFailed(job));

    for (int i = 0; i < 2; i++) {
      Response resolved =
          Api.platformAdmin()
              .header(KEY, key)
              .body(Map.of("action", "CLEANED_UP", "note", "By hand."))
              .post("/v1/installation-jobs/{id}/resolution", job);
      assertThat(resolved.statusCode()).as(resolved.asString()).isEqualTo(202);
      Response retried = admin().post("/v1/installation-jobs/{id}/retry", job);
      assertThat(retried.statusCode()).as(retried.asString()).isEqualTo(202);
    }

    assertThat(jobs()).isEqualTo(2);
  }

  @Test
  void aTenantIsRegisteredOnceAndSubscribedOnce() throws Exception {
    String id = Api.newTenantId();
    String other = UUID.randomUUID().toString();
    Map<String, Object> plan = Map.of("plan", "basic", "everything", true);

    for (String replayed : new String[] {null, "true"}) {
      Response registered =
          Api.platformAdmin()
              .header(KEY, key)
              .body(Map.of("id", id, "name", "Acme"))
              .post("/v1/tenants");
      assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(202);
      assertThat(registered.header("Location")).endsWith("/v1/tenants/" + id);
      assertThat(registered.header(REPLAYED)).isEqualTo(replayed);
      Response subscribed =
          Api.platformAdmin().header(KEY, other).body(plan).put("/v1/tenants/{t}/subscription", id);
      assertThat(subscribed.statusCode()).as(subscribed.asString()).isEqualTo(200);
      assertThat(subscribed.<String>path("plan")).isEqualTo("basic");
      assertThat(subscribed.header(REPLAYED)).isEqualTo(replayed);
    }
    assertThat(Database.auditTrailOf(id))
        .containsExactly("tenant.registered ACCEPTED", "subscription.changed ACCEPTED");
  }

  @Test
  void aTenantThatDoesNotExistIsNotFoundAgain() {
    String nobody = Api.newTenantId();
    Map<String, Object> plan = Map.of("plan", "basic", "everything", true);

    for (String replayed : new String[] {null, "true"}) {
      Response response =
          Api.platformAdmin()
              .header(KEY, key)
              .body(plan)
              .put("/v1/tenants/{t}/subscription", nobody);
      assertProblem(response, 404, "tenant-not-found");
      assertThat(response.<String>path("instance"))
          .isEqualTo("/v1/tenants/" + nobody + "/subscription");
      assertThat(response.header(REPLAYED)).isEqualTo(replayed);
    }
  }

  @Test
  void oneOfManyAtOnceIsDoneAndTheOthersAreAnsweredAtOnceOrAgain() throws Exception {
    List<Integer> statuses = AtOnce.run(8, () -> install(admin(), "mail").statusCode());

    assertThat(statuses).contains(202).containsOnly(202, 409);
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsStillRunningIsNotWaitedFor() throws Exception {
    CompletableFuture<Response> first;
    try (Connection blocker = Database.superuser()) {
      blocker.setAutoCommit(false);
      Database.read(blocker, "select id from tenant where id = ? for update", tenant);
      first = CompletableFuture.supplyAsync(() -> install(admin(), "mail"));
      await("the first holds the key").atMost(Duration.ofSeconds(10)).until(() -> waiting() == 1);

      assertProblem(install(admin(), "mail"), 409, "request-in-progress");

      assertThat(first).isNotDone();
      blocker.rollback();
    }
    assertThat(first.get().statusCode()).isEqualTo(202);
    assertThat(install(admin(), "mail").header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void whatIsNotCommittedLeavesNoAnswerBehind() throws Exception {
    failingAtTheCommit(
        "job", () -> assertThat(install(admin(), "mail").statusCode()).isEqualTo(500));
    assertThat(jobs()).isZero();
    assertThat(answers()).isEmpty();

    assertThat(install(admin(), "mail").statusCode()).isEqualTo(202);
  }

  @Test
  void whatCannotBeAnsweredAgainIsNotDone() throws Exception {
    failingAtTheCommit(
        "request_answer", () -> assertThat(install(admin(), "mail").statusCode()).isEqualTo(500));

    assertThat(jobs()).isZero();
    assertThat(Database.auditTrailOf(tenant)).doesNotContain("installation.requested");
  }

  @Test
  void anotherUserOrTenantMayUseTheSameKey() throws Exception {
    UUID job = UUID.fromString(install(admin(), "mail").path("id"));

    Response byOther = install(Api.platformAdmin().header(KEY, key), "printer");
    assertThat(byOther.statusCode()).isEqualTo(202);
    assertThat(byOther.header(REPLAYED)).isNull();

    String otherTenant = Partners.ofReadyTenant().tenant();
    Response elsewhere =
        install(Api.tenantAdmin(tenant, otherTenant).header(KEY, key), otherTenant, "mail");
    assertThat(elsewhere.statusCode()).isEqualTo(202);
    assertThat(elsewhere.<String>path("id")).isNotEqualTo(job.toString());
    assertThat(answers()).hasSize(3);
  }

  @Test
  void aStrangerLearnsAndKeepsNothing() throws Exception {
    UUID job = UUID.fromString(install(admin(), "mail").path("id"));
    RequestSpecification stranger =
        Api.tenantAdmin(Api.registeredTenant()).header(KEY, key).body(Map.of("module", "mail"));

    assertProblem(
        given().spec(stranger).post("/v1/tenants/{t}/modules", tenant), 404, "tenant-not-found");
    assertProblem(
        given().spec(stranger).post("/v1/installation-jobs/{id}/cancel", job),
        404,
        "job-not-found");
    assertThat(answers()).hasSize(1);
    assertThat(
            Database.read(
                "select subject from audit_entry where trail = '@platform' and subject like ?",
                "%" + job + "%"))
        .containsExactly("POST /v1/installation-jobs/" + job + "/cancel");
  }

  @Test
  void whatTheClientCanMendIsNotKept() throws Exception {
    assertThat(install(admin(), "No Module").statusCode()).isEqualTo(400);
    assertThat(admin().body("{}").post("/v1/tenants/{t}/modules", tenant).statusCode())
        .isEqualTo(400);
    assertThat(install(Api.tenantViewer(tenant).header(KEY, key), "mail").statusCode())
        .isEqualTo(403);
    assertThat(answers()).isEmpty();

    assertThat(install(admin(), "mail").statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoKeyIsRefused(String bad) throws Exception {
    Response response = install(Api.tenantAdmin(tenant).header(KEY, bad), "mail");

    assertProblem(response, 400, "invalid-value");
    assertThat(jobs()).isZero();
  }

  static List<String> whatIsNoKeyIsRefused() {
    return List.of("", "two words", "schl\u00fcssel", "k".repeat(256));
  }

  @Test
  void theLongestKeyIsGood() {
    String longest = "k".repeat(219) + key;

    Response response = install(Api.tenantAdmin(tenant).header(KEY, longest), "mail");

    assertThat(response.statusCode()).isEqualTo(202);
  }

  @Test
  void afterADayAnAnswerIsRemoved() throws Exception {
    install(admin(), "mail");
    assertThat(answers()).hasSize(1);

    Database.change(
        "update request_answer set answered_at = answered_at - interval '24 hours' where key = ?",
        key);

    await("the sweep").atMost(Duration.ofSeconds(10)).until(() -> answers().isEmpty());
    assertProblem(install(admin(), "mail"), 409, "job-in-progress");
  }

  @Test
  void noAnswerHoldsAToken() throws Exception {
    install(admin(), "mail");

    assertThat(
            Database.read("select row_to_json(a)::text from request_answer a where key = ?", key))
        .singleElement()
        .asString()
        .doesNotContainIgnoringCase("bearer")
        .doesNotContain("eyJ");
  }

  private RequestSpecification admin() {
    return Api.tenantAdmin(tenant).header(KEY, key);
  }

  private Response install(RequestSpecification user, String module) {
    return install(user, tenant, module);
  }

  private static Response install(RequestSpecification user, String tenant, String module) {
    return user.body(Map.of("module", module)).post("/v1/tenants/{t}/modules", tenant);
  }

  private static void assertProblem(Response response, int status, String type) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith(Api.PROBLEM);
    assertThat(response.<String>path("type")).isEqualTo(Api.type(type));
  }

  private int jobs() throws SQLException {
    return Database.read("select id from job where tenant_id = ?", tenant).size();
  }

  private List<String> answers() throws SQLException {
    return Database.read("select body from request_answer where key = ?", key);
  }

  /** Transactions that wait for somebody's lock on a row of a tenant. */
  private static int waiting() throws SQLException {
    return Database.read(
            """
            select pid from pg_locks held where locktype = 'advisory' and granted
              and exists (select from pg_locks w where w.pid = held.pid and not w.granted)
            """)
        .size();
  }

  /** Lets every transaction fail that adds a row for the tenant to the table, as late as can be. */
  private void failingAtTheCommit(String table, Runnable work) throws SQLException {
    String name = "fail_" + key.replace('-', '_');
    Database.change(
        "create function %s() returns trigger language plpgsql as $$ begin raise 'no'; end $$"
            .formatted(name));
    Database.change(
        """
        create constraint trigger %1$s after insert on %2$s deferrable initially deferred
        for each row when (new.tenant_id = '%3$s') execute function %1$s()
        """
            .formatted(name, table, tenant));
    try {
      work.run();
    } finally {
      Database.change("drop trigger %s on %s".formatted(name, table));
      Database.change("drop function " + name);
    }
  }
}
