package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class UninstallApiTest {

  private static final String CARD = "/v1/tenants/{tenant}/modules/digital_card";

  private Partners partners;
  private String tenant;

  @BeforeEach
  void aTenantHasAModule() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    partners.runToTheEnd(Api.installCard(tenant), "digital_card");
  }

  @Test
  void aRequestIsAcceptedAndItsJobFoundAtTheAddress() {
    String location =
        Api.uninstall(tenant, "digital_card", "")
            .statusCode(202)
            .body("kind", equalTo("UNINSTALL"))
            .body("state", equalTo("VALIDATING"))
            .extract()
            .header("Location");

    Api.tenantViewer(tenant)
        .get(location)
        .then()
        .statusCode(200)
        .body("kind", equalTo("UNINSTALL"))
        .body("module", equalTo("digital_card"))
        .body("version", equalTo("1.0.0"))
        .body("data", equalTo("keep"))
        .body("removeUnused", equalTo(false))
        .body("unusedDependencies", empty())
        .body("requestedBy", equalTo("tenant-admin@tenantry.local"));
  }

  @Test
  void whatIsAskedForIsShown() {
    Api.uninstall(tenant, "digital_card", "?data=purge&removeUnused=true")
        .statusCode(202)
        .body("data", equalTo("purge"))
        .body("removeUnused", equalTo(true));
  }

  @Test
  void otherJobsSayNothingOfIt() {
    Api.job(Api.upgrade(tenant, "digital_card", "^1.1"))
        .body("data", nullValue())
        .body("removeUnused", nullValue())
        .body("unusedDependencies", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "?data=KEEP, data is keep or purge",
    "?data=burn, data is keep or purge",
    "?removeUnused=yes, removeUnused is true or false",
    "?data=keep&removeUnused=1, removeUnused is true or false",
  })
  void whatIsNoAnswerToAQuestionIsRefused(String query, String detail) {
    Api.uninstall(tenant, "digital_card", query)
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", containsString(detail));
  }

  @Test
  void whatIsNoNameOfAModuleIsRefused() {
    Api.uninstall(tenant, "Digital", "").statusCode(400).contentType(Api.PROBLEM);
  }

  @Test
  void aSecondRequestForTheSameModuleIsPointedToTheFirst() {
    UUID first = Api.uninstalled(tenant, "digital_card", "");

    Api.uninstall(tenant, "digital_card", "?data=purge")
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-in-progress")))
        .body("jobId", equalTo(first.toString()))
        .body("job", equalTo("/v1/installation-jobs/" + first));
  }

  @Test
  void aModuleThatTheTenantDoesNotHaveCannotBeUninstalled() {
    Api.uninstall(tenant, "mail", "")
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("module-not-installed")));
  }

  @Test
  void aTenantThatDoesNotExistOrIsSomebodyElsesIsNotFound() {
    notFound(Api.platformAdmin(), "nobody");
    notFound(Api.tenantAdmin(Api.newTenantId()), tenant);
  }

  @Test
  void whoOnlyLooksMayNotUninstall() {
    Api.tenantViewer(tenant).delete(CARD, tenant).then().statusCode(403).contentType(Api.PROBLEM);
  }

  @Test
  void theSameKeyIsTheSameRequestOnlyWithTheSameQuery() {
    String first = keyed("?data=keep").then().statusCode(202).extract().path("id");

    keyed("?data=keep").then().statusCode(202).body("id", equalTo(first));
    keyed("?data=purge")
        .then()
        .statusCode(422)
        .body("type", equalTo(Api.type("idempotency-key-reused")));
  }

  @Test
  void whatWasAskedForAndWhatWasRefusedIsInTheTrail() throws Exception {
    UUID job = Api.uninstalled(tenant, "digital_card", "");
    Api.uninstall(tenant, "digital_card", "").statusCode(409);
    Api.uninstall(tenant, "mail", "").statusCode(409);

    assertThat(Database.auditTrailOf(tenant))
        .endsWith(
            "uninstallation.requested " + job + " VALIDATING",
            "uninstallation.requested REFUSED InProgress",
            "uninstallation.requested REFUSED NotInstalled");
  }

  @Test
  void anInstallationRestoresOnlyWhatTheModuleHasLeft() {
    UUID data = partners.keptDataOf("mail");
    UUID unknown = UUID.randomUUID();

    for (Map<String, ?> request :
        java.util.List.<Map<String, ?>>of(
            Map.of("module", "mail", "restore", unknown),
            Map.of("module", "printer", "restore", data))) {
      Api.install(tenant, request)
          .statusCode(409)
          .contentType(Api.PROBLEM)
          .body("type", equalTo(Api.type("kept-data-not-restorable")));
    }
    Partners other = Partners.ofReadyTenant();
    Api.install(other.tenant(), Map.of("module", "mail", "restore", data)).statusCode(409);
    Api.install(tenant, Map.of("module", "mail", "restore", "yes")).statusCode(400);
  }

  private io.restassured.response.Response keyed(String query) {
    return Api.tenantAdmin(tenant)
        .header("Idempotency-Key", "once")
        .delete("/v1/tenants/" + tenant + "/modules/digital_card" + query);
  }

  private static void notFound(RequestSpecification caller, String tenant) {
    caller
        .delete(CARD, tenant)
        .then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
  }
}
