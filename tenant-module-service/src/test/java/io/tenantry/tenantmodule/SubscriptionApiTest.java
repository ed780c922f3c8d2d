package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class SubscriptionApiTest {

  private static final Map<String, Object> BASIC =
      Map.of(
          "plan",
          "basic",
          "everything",
          false,
          "modules",
          List.of("mail", "digital_card"),
          "features",
          List.of("printing"));

  private String tenant;

  @BeforeEach
  void aTenantIsRegistered() {
    tenant = Api.registeredTenant();
  }

  @Test
  void aTenantMayHaveEverythingUntilSomebodyChooses() {
    show(tenant)
        .statusCode(200)
        .body("plan", equalTo("default"))
        .body("everything", equalTo(true))
        .body("modules", empty())
        .body("features", empty());
  }

  @Test
  void whatIsChosenIsShown() throws Exception {
    Api.subscribe(tenant, BASIC).statusCode(200).body("plan", equalTo("basic"));

    show(tenant)
        .body("plan", equalTo("basic"))
        .body("everything", equalTo(false))
        .body("modules", equalTo(List.of("digital_card", "mail")))
        .body("features", equalTo(List.of("printing")));
    assertThat(Database.auditTrailOf(tenant)).endsWith("subscription.changed ACCEPTED");
  }

  @Test
  void aLimitIsShownAndGoesAgain() {
    Map<String, Object> limited = Map.of("plan", "small", "everything", true, "maxModules", 3);
    Api.subscribe(tenant, limited).statusCode(200);
    show(tenant).body("maxModules", equalTo(3));

    Api.subscribe(tenant, Map.of("plan", "all", "everything", true)).statusCode(200);

    show(tenant).body("maxModules", nullValue());
  }

  @Test
  void anotherChoiceReplacesTheFirst() {
    Api.subscribe(tenant, BASIC).statusCode(200);
    Api.subscribe(tenant, Map.of("plan", "all", "everything", true)).statusCode(200);

    show(tenant)
        .body("plan", equalTo("all"))
        .body("everything", equalTo(true))
        .body("modules", empty());
  }

  @Test
  void whatIsNoSubscriptionIsRefused() {
    refused(Map.of("everything", true));
    refused(Map.of("plan", " ", "everything", true));
    refused(Map.of("plan", "p".repeat(101), "everything", true));
    refused(Map.of("plan", "basic"));
    refused(Map.of("plan", "basic", "everything", true, "maxModules", -1));
    refused(Map.of("plan", "basic", "everything", true, "module", List.of("mail")));
    refused(Map.of("plan", "basic", "everything", false, "modules", List.of("")));
    refused(Map.of("plan", "basic", "everything", false, "features", List.of("a\u0000b")));
    refused(
        Map.of("plan", "basic", "everything", false, "modules", Collections.singletonList(null)));
    show(tenant).body("plan", equalTo("default"));
  }

  @Test
  void aMissingBodyIsRefused() {
    Api.platformAdmin()
        .put("/v1/tenants/{tenant}/subscription", tenant)
        .then()
        .statusCode(400)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aTenantThatDoesNotExistHasNone() {
    show("nobody").statusCode(404).body("type", equalTo(Api.type("tenant-not-found")));
    Api.subscribe("nobody", BASIC)
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")));
  }

  private void refused(Map<String, ?> subscription) {
    Api.subscribe(tenant, subscription).statusCode(400).contentType(Api.PROBLEM);
  }

  private static ValidatableResponse show(String tenant) {
    return Api.platformAdmin().get("/v1/tenants/{tenant}/subscription", tenant).then();
  }
}
