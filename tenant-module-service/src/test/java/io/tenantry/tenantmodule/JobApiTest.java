package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading jobs and modules. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class JobApiTest {

  private Partners partners;
  private String tenant;
  private UUID mail;
  private UUID card;
  private UUID printer;

  @BeforeEach
  void aTenantHasAModuleAndWaitsForTwo() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    mail = Api.install(tenant, "mail");
    partners.runToTheEnd(mail, "mail");
    card = Api.install(tenant, "digital_card");
    printer = Api.install(tenant, "printer");
  }

  @Test
  void jobsAreListedNewestFirst() {
    jobs(Map.of("tenant", tenant))
        .statusCode(200)
        .body("items.id", equalTo(texts(printer, card, mail)))
        .body("items.state", equalTo(List.of("PENDING", "VALIDATING", "SUCCEEDED")))
        .body("items[0].blockedBy", equalTo(card.toString()))
        .body("next", nullValue());
  }

  @Test
  void jobsAreListedInPages() {
    String next =
        jobs(Map.of("tenant", tenant, "limit", 2))
            .body("items.id", equalTo(texts(printer, card)))
            .extract()
            .path("next");

    jobs(Map.of("tenant", tenant, "limit", 2, "cursor", next))
        .body("items.id", equalTo(texts(mail)))
        .body("next", nullValue());
  }

  @Test
  void jobsAreListedByModuleAndState() {
    jobs(Map.of("tenant", tenant, "module", "mail")).body("items.id", equalTo(texts(mail)));
    jobs(Map.of("tenant", tenant, "state", "VALIDATING")).body("items.id", equalTo(texts(card)));
    jobs(Map.of("tenant", tenant, "module", "mail", "state", "PENDING")).body("items", empty());
  }

  @Test
  void aListOfTenantsOwnJobsNeedsNoFilter() {
    Api.tenantViewer(tenant)
        .get("/v1/installation-jobs")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(texts(printer, card, mail)));
  }

  @Test
  void aStateThatDoesNotExistIsRefused() {
    jobs(Map.of("state", "SLEEPING"))
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", equalTo("'SLEEPING' is no state of a job."));
  }

  @Test
  void aLimitOrCursorThatIsNoneIsRefused() {
    jobs(Map.of("limit", 0)).statusCode(400).contentType(Api.PROBLEM);
    jobs(Map.of("limit", 101)).statusCode(400).contentType(Api.PROBLEM);
    jobs(Map.of("limit", "many")).statusCode(400).contentType(Api.PROBLEM);
    jobs(Map.of("cursor", "here")).statusCode(400).contentType(Api.PROBLEM);
  }

  @Test
  void aJobThatDoesNotExistIsNotFound() {
    for (String id : new String[] {UUID.randomUUID().toString(), "no-uuid"}) {
      Api.platformAdmin()
          .get("/v1/installation-jobs/{id}", id)
          .then()
          .statusCode(404)
          .contentType(Api.PROBLEM)
          .body("type", equalTo(Api.type("job-not-found")))
          .body("detail", equalTo("There is no job " + id + "."));
    }
  }

  @Test
  void modulesAreListedByNameWithThoseThatAreOnlyAskedFor() {
    modules(50)
        .statusCode(200)
        .body("items.module", equalTo(List.of("digital_card", "mail", "printer")))
        .body("items.status", equalTo(List.of("VALIDATING", "ACTIVE", "PENDING")))
        .body("items[0].version", nullValue())
        .body("items[1].version", equalTo("1.0.0"))
        .body("next", nullValue());
  }

  @Test
  void modulesAreListedInPages() {
    String next =
        modules(2)
            .body("items.module", equalTo(List.of("digital_card", "mail")))
            .extract()
            .path("next");
    assertThat(next).isEqualTo("mail");

    Api.tenantViewer(tenant)
        .queryParam("cursor", next)
        .get("/v1/tenants/{tenant}/modules", tenant)
        .then()
        .body("items.module", equalTo(List.of("printer")))
        .body("next", nullValue());
    modules(0).statusCode(400).contentType(Api.PROBLEM);
  }

  @Test
  void aModuleThatNobodyAskedForIsNotFound() {
    Api.module(tenant, "nothing")
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-module-not-found")));
    Api.module(tenant, "No-Module").statusCode(400).contentType(Api.PROBLEM);
  }

  @Test
  void aTenantThatDoesNotExistHasNoModules() {
    Api.platformAdmin()
        .get("/v1/tenants/nobody/modules")
        .then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
  }

  private static ValidatableResponse jobs(Map<String, ?> query) {
    return Api.platformAdmin().queryParams(query).get("/v1/installation-jobs").then();
  }

  private ValidatableResponse modules(int limit) {
    return Api.tenantViewer(tenant)
        .queryParam("limit", limit)
        .get("/v1/tenants/{tenant}/modules", tenant)
        .then();
  }

  private static List<String> texts(UUID... ids) {
    return java.util.Arrays.stream(ids).map(UUID::toString).toList();
  }
}
