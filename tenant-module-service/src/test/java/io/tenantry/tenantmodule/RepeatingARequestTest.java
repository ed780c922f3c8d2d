package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Repeater.KEY;
import static io.tenantry.tenantmodule.Repeater.REPLAYED;
import static io.tenantry.tenantmodule.Repeater.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with an Idempotency-Key, sent more than once. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RepeatingARequestTest {

  private Partners partners;
  private String tenant;
  private String key;
  private Repeater repeater;

  @BeforeEach
  void aTenantIsReady() {
    partners = Partners.ofReadyTenant();
    repeater = Repeater.of(partners.tenant());
    tenant = repeater.tenant();
    key = repeater.key();
  }

  @Test
  void aRepeatedInstallationIsAnsweredAgainAndDoneOnce() throws Exception {
    Response first = repeater.install("mail");

    Response second = repeater.install("mail");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.header(REPLAYED)).isNull();
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header(REPLAYED)).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.header("Location"))
        .isEqualTo(first.header("Location"))
        .endsWith("/v1/installation-jobs/" + first.path("id"));
    assertThat(repeater.jobs()).isEqualTo(1);
  }

  @Test
  void aRepeatedUpgradeIsAnsweredAgainAndDoneOnce() throws Exception {
    partners.runToTheEnd(Api.install(tenant, "mail"), "mail");
    Response first = upgradeMail("^1.1");

    Response second = upgradeMail("^1.1");

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
    assertThat(second.header(REPLAYED)).isEqualTo("true");
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertProblem(upgradeMail("^1.2"), 422, "idempotency-key-reused");
    assertThat(repeater.jobs()).isEqualTo(2);
  }

  private Response upgradeMail(String version) {
    return repeater
        .admin()
        .body(Map.of("version", version))
        .patch("/v1/tenants/{t}/modules/mail", tenant);
  }

  @Test
  void theAnswerWithAKeyIsTheOneWithout() {
    Response keyed = repeater.install("mail");
    String other = Partners.ofReadyTenant().tenant();
    Response plain = Repeater.install(Api.tenantAdmin(other), other, "mail");

    assertThat(keyed.jsonPath().getMap("").keySet())
        .isEqualTo(plain.jsonPath().getMap("").keySet());
    assertThat(keyed.contentType()).isEqualTo(plain.contentType());
  }

  @Test
  void aBodyThatSaysTheSameInAnotherWayIsTheSameRequest() {
    repeater.install("mail");

    Response second =
        repeater
            .admin()
            .body("{ \"parameters\": null,\n \"module\": \"mail\" }")
            .post("/v1/tenants/{t}/modules", tenant);

    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void anotherBodyOrPathWithTheSameKeyIsRefused() throws Exception {
    UUID job = UUID.fromString(repeater.install("mail").path("id"));

    for (Response other :
        List.of(
            repeater.install("printer"),
            repeater.admin().post("/v1/installation-jobs/{id}/cancel", job),
            repeater.admin().post("/v1/installation-jobs/{id}/retry", job))) {
      assertProblem(other, 422, "idempotency-key-reused");
    }
    assertThat(repeater.jobs()).isEqualTo(1);
    Api.job(job).body("state", equalTo("VALIDATING"));
  }

  @Test
  void aRefusalIsRepeatedAsWell() {
    Api.install(tenant, "mail");
    Response refused = repeater.install("mail");
    Api.tenantAdmin(tenant)
        .post("/v1/installation-jobs/{id}/cancel", refused.<String>path("jobId"))
        .then()
        .statusCode(202);

    Response again = repeater.install("mail");

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
      Response retried = repeater.admin().post("/v1/installation-jobs/{id}/retry", job);
      assertThat(retried.statusCode()).as(retried.asString()).isEqualTo(202);
    }

    assertThat(repeater.jobs()).isEqualTo(2);
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
  void afterADayAnAnswerIsRemoved() throws Exception {
    repeater.install("mail");
    assertThat(repeater.answers()).hasSize(1);

    Database.change(
        "update request_answer set answered_at = answered_at - interval '24 hours' where key = ?",
        key);

    await("the sweep").atMost(Duration.ofSeconds(10)).until(() -> repeater.answers().isEmpty());
    assertProblem(repeater.install("mail"), 409, "job-in-progress");
  }

  @Test
  void noAnswerHoldsAToken() throws Exception {
    repeater.install("mail");

    assertThat(
            Database.read("select row_to_json(a)::text from request_answer a where key = ?", key))
        .singleElement()
        .asString()
        .doesNotContainIgnoringCase("bearer")
        .doesNotContain("eyJ");
  }
}
