package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant may install, and why not the rest. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class AvailableModulesApiTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private String tenant;
  private Registry registry;

  @BeforeEach
  void aTenantAndAModule() {
    tenant = Partners.ofReadyTenant().tenant();
    registry = new Registry("m_" + UUID.randomUUID().toString().replace('-', '_').substring(0, 13));
  }

  @Test
  void aPublishedModuleIsAvailable() {
    registry.publishes("1.0.0");

    Map<String, Object> module = awaitModule("version", "1.0.0");

    assertThat(module)
        .containsEntry("available", true)
        .containsEntry("title", "Title of " + registry.module())
        .containsEntry("requiredFeatures", List.of("cards", "a, b"))
        .doesNotContainKeys("reason", "installedVersion");
  }

  @Test
  void itIsNotWhenItsOnlyVersionIsDeprecatedOrWithdrawn() {
    registry.publishes("1.0.0");
    registry.deprecates("1.0.0");

    assertThat(code(awaitUnavailable())).isEqualTo("module-deprecated");
    registry.withdraws("1.0.0");

    await("it is withdrawn").atMost(LIMIT).until(() -> code(module()).equals("module-withdrawn"));
    assertThat(module().get("reason").toString()).contains("It leaks.");
  }

  @Test
  void lateNewsChangeNothing() {
    registry.publishes("1.0.0");
    registry.deprecates("1.0.0");
    awaitUnavailable();

    registry.publishes("1.0.0");
    registry.publishes("0.9.0");

    awaitModule("version", "0.9.0");
  }

  @Test
  void whatIsInstalledIsShownWithTheNewest() {
    registry.publishes("1.0.0");
    Partners partners = new Partners(tenant);
    UUID job = Api.install(tenant, registry.module());
    awaitModule("available", false);
    assertThat(code(module())).isEqualTo("job-in-progress");
    partners.runToTheEnd(job, registry.module());
    registry.publishes("1.10.0");

    Map<String, Object> module = awaitModule("version", "1.10.0");

    assertThat(module).containsEntry("installedVersion", "1.0.0");
    assertThat(code(module)).isEqualTo("module-already-installed");
  }

  @Test
  void theSubscriptionDecides() {
    registry.publishes("1.0.0");
    awaitModule("available", true);
    Api.subscribe(
            tenant, Map.of("plan", "basic", "everything", false, "features", List.of("cards")))
        .statusCode(200);
    assertThat(code(module())).isEqualTo("subscription-refused");

    Api.subscribe(
            tenant,
            Map.of("plan", "more", "everything", false, "features", List.of("cards", "a, b")))
        .statusCode(200);

    assertThat(module()).containsEntry("available", true);
  }

  @Test
  void theyAreListedInPages() {
    registry.publishes("1.0.0");
    Registry second = new Registry(registry.module() + "_b");
    second.publishes("1.0.0");
    await("both are known")
        .atMost(LIMIT)
        .until(() -> modules(registry.module(), 1).equals(List.of(second.module())));

    assertThat(modules(before(registry.module()), 2))
        .containsExactly(registry.module(), second.module());
  }

  @Test
  void anotherTenantsViewDoesNotExist() {
    get(Api.tenantViewer(Api.newTenantId()), Map.of()).then().statusCode(404);
    Api.platformAdmin().get("/v1/tenants/nobody/available-modules").then().statusCode(404);
    get(Api.tenantViewer(tenant), Map.of("limit", 0)).then().statusCode(400);
  }

  private Map<String, Object> awaitUnavailable() {
    return awaitModule("available", false);
  }

  private Map<String, Object> awaitModule(String property, Object value) {
    await(property + " is " + value)
        .atMost(LIMIT)
        .until(() -> value.equals(module().get(property)));
    return module();
  }

  private Map<String, Object> module() {
    List<Map<String, Object>> items =
        get(Api.tenantViewer(tenant), Map.of("cursor", before(registry.module()), "limit", 1))
            .path("items");
    return Optional.of(items)
        .filter(found -> !found.isEmpty())
        .map(found -> found.get(0))
        .filter(found -> registry.module().equals(found.get("module")))
        .orElse(Map.of());
  }

  private List<String> modules(String cursor, int limit) {
    return get(Api.tenantViewer(tenant), Map.of("cursor", cursor, "limit", limit))
        .path("items.module");
  }

  /** A name behind which that module is the first. */
  private static String before(String module) {
    return module.substring(0, module.length() - 1);
  }

  private static String code(Map<String, Object> module) {
    return Optional.ofNullable(module.get("reason"))
        .map(reason -> ((Map<?, ?>) reason).get("code").toString())
        .orElse("none");
  }

  private Response get(RequestSpecification user, Map<String, ?> query) {
    return given()
        .spec(user)
        .queryParams(query)
        .get("/v1/tenants/{tenant}/available-modules", tenant);
  }
}
