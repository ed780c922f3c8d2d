package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.security.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do and see what. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class AccessTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Map<String, String> INSTALL = Map.of("module", "mail");

  private String tenant;
  private RequestSpecification stranger;

  @BeforeEach
  void aTenantIsRegistered() {
    tenant = Api.registeredTenant();
    stranger = Api.tenantAdmin(Api.registeredTenant());
  }

  @Test
  void withoutATokenThereIsNothingToSee() {
    for (String path :
        List.of(
            "/v1/tenants",
            "/v1/tenants/" + tenant,
            "/v1/tenants/" + tenant + "/modules",
            "/v1/tenants/" + tenant + "/subscription",
            "/v1/installation-jobs")) {
      assertUnauthenticated(given().get(path));
    }
    assertUnauthenticated(given().contentType("application/json").body("{}").post("/v1/tenants"));
  }

  @Test
  void aTokenThatIsNotGoodIsAsGoodAsNone() {
    String foreign = TokenIssuer.withNewKey().platformAdmin(LIFETIME);
    String expired = PlatformServers.tokens().platformAdmin(Duration.ofMinutes(-10));

    for (String token : List.of(foreign, expired, "no.token.atall")) {
      assertUnauthenticated(Api.with(token).get("/v1/tenants"));
    }
  }

  @Test
  void onlyAPlatformAdminDealsWithTenantsAndSubscriptions() {
    for (RequestSpecification user : List.of(Api.tenantAdmin(tenant), Api.tenantViewer(tenant))) {
      assertForbidden(given().spec(user).get("/v1/tenants"));
      assertForbidden(
          given().spec(user).body(Map.of("id", "acme", "name", "Acme")).post("/v1/tenants"));
      assertForbidden(given().spec(user).get("/v1/tenants/{t}/subscription", tenant));
      assertForbidden(
          given()
              .spec(user)
              .body(Map.of("plan", "all", "everything", true))
              .put("/v1/tenants/{t}/subscription", tenant));
    }
  }

  @Test
  void aViewerLooksAndInstallsNothing() throws Exception {
    RequestSpecification viewer = Api.tenantViewer(tenant);

    given().spec(viewer).get("/v1/tenants/{t}", tenant).then().statusCode(200);
    given().spec(viewer).get("/v1/tenants/{t}/modules", tenant).then().statusCode(200);
    assertForbidden(given().spec(viewer).body(INSTALL).post("/v1/tenants/{t}/modules", tenant));
    assertThat(Database.read("select id from job where tenant_id = ?", tenant)).isEmpty();
  }

  @Test
  void aServiceSeesNothingOfTheApi() {
    RequestSpecification service =
        Api.with(PlatformServers.tokens().service(LIFETIME, "registry-service"));

    assertForbidden(given().spec(service).get("/v1/installation-jobs"));
    assertForbidden(given().spec(service).get("/v1/tenants/{t}", tenant));
  }

  @Test
  void aPlatformAdminReachesEveryTenant() {
    Api.platformAdmin()
        .body(INSTALL)
        .post("/v1/tenants/{t}/modules", tenant)
        .then()
        .statusCode(202);
    Api.platformAdmin().get("/v1/tenants/{t}/modules", tenant).then().statusCode(200);
  }

  @Test
  void anotherTenantLooksLikeOneThatDoesNotExist() {
    String nobody = Api.newTenantId();
    Api.install(tenant, "mail");

    for (String path :
        List.of("/v1/tenants/{t}", "/v1/tenants/{t}/modules", "/v1/tenants/{t}/modules/mail")) {
      assertSameNotFound(
          given().spec(stranger).get(path, tenant),
          given().spec(stranger).get(path, nobody),
          nobody);
    }
    assertSameNotFound(
        given().spec(stranger).body(INSTALL).post("/v1/tenants/{t}/modules", tenant),
        given().spec(stranger).body(INSTALL).post("/v1/tenants/{t}/modules", nobody),
        nobody);
  }

  @Test
  void whoReachesForAnotherTenantStandsInThePlatformsTrail() throws Exception {
    given().spec(stranger).get("/v1/tenants/{t}/modules", tenant).then().statusCode(404);
    given()
        .spec(stranger)
        .body(INSTALL)
        .post("/v1/tenants/{t}/modules", tenant)
        .then()
        .statusCode(404);

    assertThat(
            Database.read(
                """
                select concat_ws(' ', actor, source, action, subject, outcome) from audit_entry
                where trail = '@platform' and subject like '%' || ? || '%' order by sequence
                """,
                tenant))
        .containsExactly(
            "tenant-admin@tenantry.local 127.0.0.1 access.refused GET /v1/tenants/"
                + tenant
                + "/modules NOT_FOUND",
            "tenant-admin@tenantry.local 127.0.0.1 access.refused POST /v1/tenants/"
                + tenant
                + "/modules NOT_FOUND");
  }

  @Test
  void aJobOfAnotherTenantLooksLikeOneThatDoesNotExist() {
    UUID job = Api.install(tenant, "mail");
    UUID nothing = UUID.randomUUID();

    Response others = given().spec(stranger).get("/v1/installation-jobs/{id}", job);
    Response none = given().spec(stranger).get("/v1/installation-jobs/{id}", nothing);

    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.asString().replace(job.toString(), nothing.toString()))
        .isEqualTo(none.asString());
    given()
        .spec(stranger)
        .queryParam("tenant", tenant)
        .get("/v1/installation-jobs")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  void aTokenWithoutTenantsSeesNoJobs() {
    Api.install(tenant, "mail");

    Api.tenantViewer().get("/v1/installation-jobs").then().statusCode(200).body("items", empty());
  }

  @Test
  void healthMetricsAndTheDescriptionOfTheApiAreOpen() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tenantry_outbox_unsent"))
        .body(containsString("tenantry_outbox_oldest_age_seconds"));
    given()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/v1/tenants/{tenant}/modules"))
        .body(containsString("/v1/installation-jobs/{id}"));
  }

  @Test
  void anAddressOrMethodThatDoesNotExistIsAProblemToo() {
    Api.platformAdmin().get("/v1/nowhere").then().statusCode(404).contentType(Api.PROBLEM);
    Api.platformAdmin().delete("/v1/tenants").then().statusCode(405).contentType(Api.PROBLEM);
    Api.platformAdmin()
        .contentType("text/plain")
        .body("hello")
        .post("/v1/tenants")
        .then()
        .statusCode(415)
        .contentType(Api.PROBLEM);
  }

  private static void assertUnauthenticated(Response answer) {
    answer
        .then()
        .statusCode(401)
        .contentType(Api.PROBLEM)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("type", equalTo(Api.type("unauthenticated")));
  }

  private static void assertForbidden(Response answer) {
    answer.then().statusCode(403).contentType(Api.PROBLEM).body("status", equalTo(403));
  }

  private void assertSameNotFound(Response others, Response none, String nobody) {
    none.then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.contentType()).isEqualTo(none.contentType());
    assertThat(others.asString().replace(tenant, nobody)).isEqualTo(none.asString());
  }
}
