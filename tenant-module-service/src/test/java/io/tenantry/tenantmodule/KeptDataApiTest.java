package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class KeptDataApiTest {

  private Partners partners;
  private String tenant;
  private UUID mails;

  @BeforeEach
  void aModuleHasLeftItsData() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    mails = partners.keptDataOf("mail");
  }

  @Test
  void itIsListedNewestFirstAndByPages() {
    UUID prints = partners.keptDataOf("printer");

    String next =
        page(Map.of("limit", 1))
            .body("items.id", contains(prints.toString()))
            .extract()
            .path("next")
            .toString();
    page(Map.of("limit", 1, "cursor", next))
        .body("items.id", contains(mails.toString()))
        .body("items.tenantId", contains(tenant))
        .body("next", nullValue());
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    for (Map<String, ?> wrong :
        java.util.List.<Map<String, ?>>of(
            Map.of("limit", 0), Map.of("limit", 101), Map.of("cursor", "here"))) {
      Api.tenantViewer(tenant)
          .queryParams(wrong)
          .get("/v1/tenants/{tenant}/kept-data", tenant)
          .then()
          .statusCode(400)
          .contentType(Api.PROBLEM);
    }
  }

  @Test
  void nobodySeesOrPurgesSomebodyElses() {
    Partners other = Partners.ofReadyTenant();

    Api.keptData(other.tenant()).body("items", empty());
    Api.purge(other.tenant(), mails)
        .statusCode(404)
        .body("type", equalTo(Api.type("kept-data-not-found")));
    Api.tenantAdmin(other.tenant())
        .get("/v1/tenants/{tenant}/kept-data", tenant)
        .then()
        .statusCode(404)
        .body("type", equalTo(Api.type("tenant-not-found")));
    Api.platformAdmin()
        .delete("/v1/tenants/nobody/kept-data/{id}", mails)
        .then()
        .statusCode(404)
        .body("type", equalTo(Api.type("tenant-not-found")));
    page(Map.of()).body("items", hasSize(1)).body("items.status", contains("KEPT"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (Object id : java.util.List.of(UUID.randomUUID(), "mails")) {
      Api.purge(tenant, id)
          .statusCode(404)
          .contentType(Api.PROBLEM)
          .body("type", equalTo(Api.type("kept-data-not-found")));
    }
  }

  @Test
  void whoOnlyLooksMayNotPurge() {
    Api.tenantViewer(tenant)
        .delete("/v1/tenants/{tenant}/kept-data/{id}", tenant, mails)
        .then()
        .statusCode(403)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aPurgeIsAskedForOnceHoweverOftenItIsWanted() throws Exception {
    for (int i = 0; i < 2; i++) {
      Api.purge(tenant, mails)
          .statusCode(202)
          .body("id", equalTo(mails.toString()))
          .body("module", equalTo("mail"))
          .body("status", equalTo("PURGING"));
    }

    KeptDataPurgeRequested request =
        PlatformServers.events()
            .await(KeptDataPurgeRequested.class, one -> one.getKeptDataId().equals(mails));
    assertThat(request.getRequestedBy()).isEqualTo("tenant-admin@tenantry.local");
    assertThat(
            Database.read(
                "select count(*) from messaging.outbox where subject = ?", mails.toString()))
        .containsExactly("1");
    assertThat(Database.auditTrailOf(tenant))
        .endsWith("kept-data.kept KEPT", "kept-data.purge-requested PURGING");
  }

  @Test
  void whatIsBeingPurgedCannotBeRestored() {
    Api.purge(tenant, mails).statusCode(202);

    Api.install(tenant, Map.of("module", "mail", "restore", mails))
        .statusCode(409)
        .body("type", equalTo(Api.type("kept-data-not-restorable")));
  }

  @Test
  void itIsForgottenWhenItIsGoneAndWhatIsUnknownIsIgnored() throws Exception {
    Api.purge(tenant, mails).statusCode(202);

    partners.sayTwice(partners.purged(mails, "mail"));
    partners.repeat(partners.purged(UUID.randomUUID(), "mail"));

    page(Map.of()).body("items", empty());
    assertThat(Database.auditTrailOf(tenant)).endsWith("kept-data.purged PURGED");
    Api.purge(tenant, mails).statusCode(404);
  }

  private ValidatableResponse page(Map<String, ?> query) {
    return Api.tenantViewer(tenant)
        .queryParams(query)
        .get("/v1/tenants/{tenant}/kept-data", tenant)
        .then()
        .statusCode(200);
  }
}
