package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing new is begun for a suspended tenant, and everybody is told why. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class SuspensionApiTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String REASON = "Invoice 4711 is not paid.";

  private Partners partners;
  private String tenant;

  @BeforeEach
  void aTenantIsReady() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
  }

  @Test
  void theTenantShowsThatItIsSuspendedWhyAndSinceWhen() throws Exception {
    Api.suspend(tenant, REASON)
        .statusCode(200)
        .body("status", equalTo("SUSPENDED"))
        .body("suspension.reason", equalTo(REASON));

    Api.tenant(tenant)
        .body("status", equalTo("SUSPENDED"))
        .body("suspension.reason", equalTo(REASON))
        .body("suspension.since", notNullValue())
        .body("database.database", equalTo("tn_1"));
    assertThat(Database.auditTrailOf(tenant)).endsWith("tenant.suspended ACCEPTED " + REASON);
  }

  @Test
  void aResumedTenantIsWhatItWas() throws Exception {
    Api.suspend(tenant, REASON).statusCode(200);

    Api.resume(tenant).statusCode(200).body("status", equalTo("READY"));

    Api.tenant(tenant).body("status", equalTo("READY")).body("$", not(hasKey("suspension")));
    Api.job(Api.install(tenant, "mail")).body("state", equalTo("VALIDATING"));
    assertThat(Database.auditTrailOf(tenant)).contains("tenant.resumed ACCEPTED");
  }

  @Test
  void nobodySuspendsTwiceOrResumesWhatIsNotSuspended() {
    Api.resume(tenant)
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-suspended")));
    Api.suspend(tenant, REASON).statusCode(200);

    assertRefused(Api.suspend(tenant, "Another one."));
  }

  @Test
  void everyChangeIsRefusedWithTheReason() {
    UUID data = partners.keptDataOf("mail");
    partners.runToTheEnd(Api.install(tenant, "mail"), "mail");
    UUID failed = Api.install(tenant, "printer");
    partners.say(partners.rejected(failed));
    Api.suspend(tenant, REASON).statusCode(200);

    assertRefused(Api.install(tenant, Map.of("module", "printer")));
    assertRefused(Api.upgrade(tenant, "mail", Map.of("version", "^2")));
    assertRefused(Api.uninstall(tenant, "mail", ""));
    assertRefused(Api.purge(tenant, data));
    assertRefused(Api.tenantAdmin(tenant).post("/v1/installation-jobs/{id}/retry", failed).then());
    Api.module(tenant, "mail").body("status", equalTo("ACTIVE"));
  }

  @Test
  void whatIsQueuedFailsAndWhatRunsGoesOn() {
    UUID running = Api.install(tenant, "mail");
    UUID queued = Api.install(tenant, "printer");
    Api.suspend(tenant, REASON).statusCode(200);

    await("the queued job fails")
        .atMost(LIMIT)
        .untilAsserted(() -> Api.job(queued).body("state", equalTo("FAILED")));
    Api.job(queued)
        .body("problem.code", equalTo("tenant-suspended"))
        .body("problem.detail", equalTo("The tenant is suspended: " + REASON));

    partners.runToTheEnd(running, "mail");

    Api.module(tenant, "mail").body("status", equalTo("ACTIVE"));
  }

  @Test
  void dataThatIsKeptLongEnoughWaits() throws Exception {
    UUID data = partners.keptDataOf("mail");
    Api.suspend(tenant, REASON).statusCode(200);
    Database.change("update kept_data set purge_after = now() where id = ?", data);
    Partners other = Partners.ofReadyTenant();
    UUID others = other.keptDataOf("mail");
    Database.change("update kept_data set purge_after = now() where id = ?", others);

    awaitPurgeOf(others);
    assertThat(statusOf(data)).containsExactly("KEPT");
    Api.resume(tenant).statusCode(200);

    awaitPurgeOf(data);
  }

  @Test
  void onlyAPlatformAdminSuspends() {
    for (RequestSpecification user : List.of(Api.tenantAdmin(tenant), Api.tenantViewer(tenant))) {
      given()
          .spec(user)
          .body(Map.of("reason", REASON))
          .post("/v1/tenants/{tenant}/suspension", tenant)
          .then()
          .statusCode(403)
          .contentType(Api.PROBLEM);
      given().spec(user).delete("/v1/tenants/{t}/suspension", tenant).then().statusCode(403);
    }
    Api.tenant(tenant).body("status", equalTo("READY"));
  }

  @Test
  void aSuspensionNeedsATenantAndAReason() {
    Api.suspend("nobody", REASON)
        .statusCode(404)
        .body("type", equalTo(Api.type("tenant-not-found")));
    Api.resume("nobody").statusCode(404);
    for (String wrong : List.of("", "  ", "r".repeat(501), "a\u0000b")) {
      Api.suspend(tenant, wrong).statusCode(400).contentType(Api.PROBLEM);
    }
    Api.tenant(tenant).body("status", equalTo("READY"));
  }

  @Test
  void aRepeatedRequestIsAnsweredAsBefore() {
    for (String replayed : List.of("false", "true")) {
      String header =
          Api.platformAdmin()
              .header("Idempotency-Key", "suspend-" + tenant)
              .body(Map.of("reason", REASON))
              .post("/v1/tenants/{tenant}/suspension", tenant)
              .then()
              .statusCode(200)
              .extract()
              .header("Idempotency-Replayed");
      assertThat(String.valueOf(header).equals("true")).isEqualTo(replayed.equals("true"));
    }
  }

  private static void assertRefused(ValidatableResponse answer) {
    answer
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-suspended")))
        .body("reason", equalTo(REASON))
        .body("since", notNullValue());
  }

  private static void awaitPurgeOf(UUID data) {
    await("old data is purged")
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(statusOf(data)).containsExactly("PURGING"));
  }

  private static List<String> statusOf(UUID data) throws Exception {
    return Database.read("select status from kept_data where id = ?", data);
  }
}
