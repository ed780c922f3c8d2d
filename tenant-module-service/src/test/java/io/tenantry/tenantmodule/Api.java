package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The service's API, as its users call it. */
final class Api {

  static final String PROBLEM = "application/problem+json";

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final String TYPE = "urn:tenantry:problem:";

  private Api() {}

  static RequestSpecification platformAdmin() {
    return with(PlatformServers.tokens().platformAdmin(LIFETIME));
  }

  static RequestSpecification tenantAdmin(String... tenants) {
    return with(PlatformServers.tokens().tenantAdmin(LIFETIME, tenants));
  }

  static RequestSpecification tenantViewer(String... tenants) {
    return with(PlatformServers.tokens().tenantViewer(LIFETIME, tenants));
  }

  static RequestSpecification with(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** The stable type of a problem with that name. */
  static String type(String name) {
    return TYPE + name;
  }

  /** An id that no other test uses. */
  static String newTenantId() {
    return "t-" + UUID.randomUUID();
  }

  /** Registers a tenant, which has no database yet, and answers its id. */
  static String registeredTenant() {
    String id = newTenantId();
    register(id).statusCode(202);
    return id;
  }

  static ValidatableResponse register(String id) {
    return platformAdmin()
        .body(Map.of("id", id, "name", "Tenant " + id))
        .post("/v1/tenants")
        .then();
  }

  static ValidatableResponse tenant(String id) {
    return platformAdmin().get("/v1/tenants/{id}", id).then();
  }

  static ValidatableResponse install(String tenant, Map<String, ?> request) {
    return tenantAdmin(tenant).body(request).post("/v1/tenants/{tenant}/modules", tenant).then();
  }

  /** Asks for any version of the module and answers the accepted job's id. */
  static UUID install(String tenant, String module) {
    return UUID.fromString(
        install(tenant, Map.of("module", module)).statusCode(202).extract().path("id"));
  }

  /** Asks for version 1 of {@code digital_card}, in red, and answers the accepted job's id. */
  static UUID installCard(String tenant) {
    Map<String, Object> request =
        Map.of(
            "module",
            "digital_card",
            "version",
            "^1",
            "allowPrereleases",
            true,
            "parameters",
            Map.of("colour", "red"));
    return UUID.fromString(install(tenant, request).statusCode(202).extract().path("id"));
  }

  static ValidatableResponse upgrade(String tenant, String module, Map<String, ?> request) {
    return tenantAdmin(tenant)
        .body(request)
        .patch("/v1/tenants/{tenant}/modules/{module}", tenant, module)
        .then();
  }

  /** Asks for that version of a module that is there and answers the accepted job's id. */
  static UUID upgrade(String tenant, String module, String version) {
    return UUID.fromString(
        upgrade(tenant, module, Map.of("version", version)).statusCode(202).extract().path("id"));
  }

  /** Asks to remove a module with that query, such as {@code ?data=purge}. */
  static ValidatableResponse uninstall(String tenant, String module, String query) {
    return tenantAdmin(tenant)
        .delete("/v1/tenants/" + tenant + "/modules/" + module + query)
        .then();
  }

  /** The same, and answers the accepted job's id. */
  static UUID uninstalled(String tenant, String module, String query) {
    return UUID.fromString(uninstall(tenant, module, query).statusCode(202).extract().path("id"));
  }

  /** The tenant's kept data. */
  static ValidatableResponse keptData(String tenant) {
    return tenantViewer(tenant).get("/v1/tenants/{tenant}/kept-data", tenant).then();
  }

  static ValidatableResponse purge(String tenant, Object keptData) {
    return tenantAdmin(tenant)
        .delete("/v1/tenants/{tenant}/kept-data/{id}", tenant, keptData)
        .then();
  }

  static ValidatableResponse job(UUID id) {
    return platformAdmin().get("/v1/installation-jobs/{id}", id).then().statusCode(200);
  }

  static ValidatableResponse module(String tenant, String module) {
    return tenantViewer(tenant).get("/v1/tenants/{tenant}/modules/{module}", tenant, module).then();
  }

  static ValidatableResponse suspend(String tenant, String reason) {
    return platformAdmin()
        .body(Map.of("reason", reason))
        .post("/v1/tenants/{tenant}/suspension", tenant)
        .then();
  }

  static ValidatableResponse resume(String tenant) {
    return platformAdmin().delete("/v1/tenants/{tenant}/suspension", tenant).then();
  }

  static ValidatableResponse subscribe(String tenant, Map<String, ?> subscription) {
    return platformAdmin()
        .body(subscription)
        .put("/v1/tenants/{tenant}/subscription", tenant)
        .then();
  }
}
