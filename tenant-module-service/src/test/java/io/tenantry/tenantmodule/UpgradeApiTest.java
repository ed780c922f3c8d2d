package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class UpgradeApiTest {

  private static final Map<String, String> NEWER = Map.of("version", "^1.1");

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
        Api.upgrade(tenant, "digital_card", NEWER)
            .statusCode(202)
            .body("kind", equalTo("UPGRADE"))
            .body("state", equalTo("VALIDATING"))
            .extract()
            .header("Location");

    Api.tenantViewer(tenant)
        .get(location)
        .then()
        .statusCode(200)
        .body("tenantId", equalTo(tenant))
        .body("kind", equalTo("UPGRADE"))
        .body("module", equalTo("digital_card"))
        .body("version", equalTo("^1.1"))
        .body("requestedBy", equalTo("tenant-admin@tenantry.local"));
  }

  @Test
  void newParametersAloneAskForTheVersionThatIsInstalled() {
    Api.upgrade(tenant, "digital_card", Map.of("parameters", Map.of("colour", "blue")))
        .statusCode(202)
        .body("version", equalTo("1.0.0"));
  }

  @Test
  void itWaitsBehindTheTenantsOtherJobs() {
    UUID other = Api.install(tenant, "mail");

    UUID job = Api.upgrade(tenant, "digital_card", "^1.1");

    Api.job(job).body("state", equalTo("PENDING")).body("blockedBy", equalTo(other.toString()));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("PENDING"))
        .body("version", equalTo("1.0.0"));
  }

  @Test
  void aSecondRequestForTheSameModuleIsPointedToTheFirst() {
    UUID first = Api.upgrade(tenant, "digital_card", "^1.1");

    Api.upgrade(tenant, "digital_card", NEWER)
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-in-progress")))
        .body("jobId", equalTo(first.toString()))
        .body("job", equalTo("/v1/installation-jobs/" + first));
  }

  @Test
  void aModuleThatTheTenantNeverHadCannotBeUpgraded() {
    Api.upgrade(tenant, "mail", NEWER)
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("module-not-installed")))
        .body("detail", containsString("does not have mail"));
  }

  @Test
  void aModuleWhoseInstallationFailedCannotBeUpgraded() {
    UUID failed = Api.install(tenant, "mail");
    partners.say(partners.rejected(failed));
    Api.module(tenant, "mail").body("status", equalTo("FAILED"));

    Api.upgrade(tenant, "mail", NEWER)
        .statusCode(409)
        .body("type", equalTo(Api.type("module-not-installed")));
  }

  @Test
  void aTenantThatDoesNotExistOrIsSomebodyElsesIsNotFound() {
    notFound(Api.platformAdmin(), "nobody");
    notFound(Api.tenantAdmin(Api.newTenantId()), tenant);
  }

  @Test
  void whoOnlyLooksMayNotUpgrade() {
    Api.tenantViewer(tenant)
        .body(NEWER)
        .patch("/v1/tenants/{tenant}/modules/digital_card", tenant)
        .then()
        .statusCode(403)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aPlatformAdminMayUpgrade() {
    Api.platformAdmin()
        .body(NEWER)
        .patch("/v1/tenants/{tenant}/modules/digital_card", tenant)
        .then()
        .statusCode(202)
        .body("requestedBy", equalTo("platform-admin@tenantry.local"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "newest", "1.2.3.4.5", "^"})
  void whatIsNoVersionRangeIsRefused(String range) {
    Api.upgrade(tenant, "digital_card", Map.of("version", range))
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", startsWith("'" + range + "' is no version range"));
  }

  @Test
  void aRequestThatSaysNothingIsRefused() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("version", null);
    nothing.put("parameters", null);

    for (Map<String, ?> request :
        List.<Map<String, ?>>of(Map.of(), Map.of("allowPrereleases", true), nothing)) {
      Api.upgrade(tenant, "digital_card", request)
          .statusCode(400)
          .contentType(Api.PROBLEM)
          .body("type", equalTo(Api.type("invalid-value")))
          .body("detail", equalTo("An upgrade says a version, parameters, or both."));
    }
  }

  @Test
  void whatIsNoRequestIsRefused() {
    refused("digital_card", Map.of("version", "^1", "force", true));
    refused("digital_card", Map.of("version", List.of(1)));
    refused("digital_card", Map.of("parameters", List.of(1)));
    refused("digital_card", Map.of("parameters", Map.of("a", "x\u0000y")));
    refused("Digital", NEWER);
    Api.tenantAdmin(tenant)
        .patch("/v1/tenants/{tenant}/modules/digital_card", tenant)
        .then()
        .statusCode(400)
        .contentType(Api.PROBLEM);
  }

  @Test
  void whatWasAskedForAndWhatWasRefusedIsInTheTrail() throws Exception {
    UUID job = Api.upgrade(tenant, "digital_card", "^1.1");
    Api.upgrade(tenant, "digital_card", NEWER).statusCode(409);
    Api.upgrade(tenant, "mail", NEWER).statusCode(409);

    assertThat(Database.auditTrailOf(tenant))
        .endsWith(
            "upgrade.requested " + job + " VALIDATING",
            "upgrade.requested REFUSED InProgress",
            "upgrade.requested REFUSED NotInstalled");
  }

  private void refused(String module, Map<String, ?> request) {
    Api.upgrade(tenant, module, request).statusCode(400).contentType(Api.PROBLEM);
  }

  private static void notFound(RequestSpecification caller, String tenant) {
    caller
        .body(NEWER)
        .patch("/v1/tenants/{tenant}/modules/digital_card", tenant)
        .then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
  }
}
