package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class InstallationApiTest {

  private Partners partners;
  private String tenant;

  @BeforeEach
  void aTenantIsReady() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
  }

  @Test
  void aRequestIsAcceptedAndItsJobFoundAtTheAddress() {
    String location =
        Api.install(tenant, Map.of("module", "digital_card"))
            .statusCode(202)
            .body("state", equalTo("VALIDATING"))
            .extract()
            .header("Location");

    Api.tenantViewer(tenant)
        .get(location)
        .then()
        .statusCode(200)
        .body("tenantId", equalTo(tenant))
        .body("kind", equalTo("INSTALL"))
        .body("module", equalTo("digital_card"))
        .body("version", equalTo("*"))
        .body("state", equalTo("VALIDATING"))
        .body("percent", equalTo(0))
        .body("requestedBy", equalTo("tenant-admin@tenantry.local"))
        .body("problem", nullValue());
  }

  @Test
  void aSecondRequestForTheSameModuleIsPointedToTheFirst() {
    UUID first = Api.install(tenant, "digital_card");

    Api.install(tenant, Map.of("module", "digital_card"))
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-in-progress")))
        .body("jobId", equalTo(first.toString()))
        .body("job", equalTo("/v1/installation-jobs/" + first));
  }

  @Test
  void ofManyRequestsForTheSameModuleAtTheSameTimeOneIsAccepted() throws Exception {
    List<Integer> answers =
        AtOnce.run(8, () -> Api.install(tenant, Map.of("module", "mail")).extract().statusCode());

    assertThat(answers).containsOnlyOnce(202).contains(409).hasSize(8);
    assertThat(answers).containsOnly(202, 409);
    assertThat(Database.read("select module from job where tenant_id = ?", tenant)).hasSize(1);
  }

  @Test
  void aModuleThatIsThereIsNotInstalledAgain() {
    partners.runToTheEnd(Api.install(tenant, "mail"), "mail");

    Api.install(tenant, Map.of("module", "mail"))
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("module-already-installed")))
        .body("detail", containsString("mail 1.0.0"));
  }

  @Test
  void aTenantThatDoesNotExistIsNotFound() {
    Api.platformAdmin()
        .body(Map.of("module", "mail"))
        .post("/v1/tenants/nobody/modules")
        .then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mail", "digital-card", "a", "card;drop"})
  void whatIsNoModuleNameIsRefused(String module) {
    Api.install(tenant, Map.of("module", module))
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", startsWith("'" + module + "' is no module name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "newest", "1.2.3.4.5", "^"})
  void whatIsNoVersionRangeIsRefused(String range) {
    Api.install(tenant, Map.of("module", "mail", "version", range))
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", startsWith("'" + range + "' is no version range"));
  }

  @Test
  void whatIsNoRequestIsRefused() {
    refused(Map.of());
    refused(Map.of("module", "mail", "force", true));
    refused(Map.of("module", "mail", "parameters", List.of(1)));
    refused(Map.of("module", "mail", "parameters", Map.of("a", "x\u0000y")));
    refused(Map.of("module", "mail", "parameters", Map.of("a\u0000", 1)));
    Api.tenantAdmin(tenant)
        .post("/v1/tenants/{tenant}/modules", tenant)
        .then()
        .statusCode(400)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aRequestThatIsRefusedLeavesAnEntryInTheTrailAndNoJob() throws Exception {
    Api.install(tenant, "mail");
    Api.install(tenant, Map.of("module", "mail")).statusCode(409);

    assertThat(Database.auditTrailOf(tenant)).endsWith("installation.requested REFUSED InProgress");
    assertThat(Database.read("select id from job where tenant_id = ?", tenant)).hasSize(1);
  }

  @Test
  void parametersComeBackAsTheyWereSent() {
    Map<String, Object> parameters =
        Map.of("colour", "red", "sizes", List.of(1, 2), "nested", Map.of("a", true));
    String job =
        Api.install(tenant, Map.of("module", "mail", "parameters", parameters))
            .statusCode(202)
            .extract()
            .path("id");

    partners.runToTheEnd(UUID.fromString(job), "mail");

    Api.module(tenant, "mail").body("parameters", equalTo(parameters));
  }

  private void refused(Map<String, ?> request) {
    ValidatableResponse answer = Api.install(tenant, request);
    answer.statusCode(400).contentType(Api.PROBLEM);
  }
}
