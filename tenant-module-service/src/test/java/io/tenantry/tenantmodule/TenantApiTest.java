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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class TenantApiTest {

  @Test
  void aTenantIsRegisteredAndFoundAtItsAddress() throws Exception {
    String id = Api.newTenantId();

    String location =
        Api.register(id)
            .statusCode(202)
            .body("id", equalTo(id))
            .body("status", equalTo("PROVISIONING"))
            .extract()
            .header("Location");

    assertThat(location).endsWith("/v1/tenants/" + id);
    Api.platformAdmin()
        .get(location)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("name", equalTo("Tenant " + id))
        .body("isolation", equalTo("DATABASE"))
        .body("status", equalTo("PROVISIONING"))
        .body("database", nullValue())
        .body("problem", nullValue());
    assertThat(Database.read("select actor || ' ' || source from audit_entry where trail = ?", id))
        .containsExactly("platform-admin@tenantry.local 127.0.0.1");
  }

  @Test
  void anIdThatIsTakenIsRefused() {
    String id = Api.registeredTenant();

    Api.register(id)
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-taken")))
        .body("status", equalTo(409))
        .body("detail", containsString(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "a", "acme-", "acme,other", "1acme"})
  void whatIsNoTenantIdIsRefused(String id) {
    Api.register(id)
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("invalid-value")))
        .body("detail", startsWith("'" + id + "' is no tenant id"));
  }

  @Test
  void schemasAsIsolationAreNotSupportedYet() {
    register(Map.of("id", Api.newTenantId(), "name", "Acme", "isolation", "SCHEMA"))
        .statusCode(400)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("isolation-not-supported")));
  }

  @Test
  void anIsolationThatDoesNotExistIsRefused() {
    register(Map.of("id", Api.newTenantId(), "name", "Acme", "isolation", "GALAXY"))
        .statusCode(400)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aPropertyThatNobodyKnowsIsRefused() {
    String id = Api.newTenantId();

    register(Map.of("id", id, "name", "Acme", "colour", "red"))
        .statusCode(400)
        .contentType(Api.PROBLEM);
    Api.tenant(id).statusCode(404);
  }

  @Test
  void aBodyThatIsMissingOrNoJsonIsRefused() {
    Api.platformAdmin().post("/v1/tenants").then().statusCode(400).contentType(Api.PROBLEM);
    Api.platformAdmin()
        .body("{\"id\":")
        .post("/v1/tenants")
        .then()
        .statusCode(400)
        .contentType(Api.PROBLEM);
  }

  @Test
  void aTenantNeedsAName() {
    String id = Api.newTenantId();

    register(Map.of("id", id)).statusCode(400).contentType(Api.PROBLEM);
    register(Map.of("id", id, "name", "  ")).statusCode(400).contentType(Api.PROBLEM);
    register(Map.of("id", id, "name", "n".repeat(201))).statusCode(400).contentType(Api.PROBLEM);
    register(Map.of("name", "Acme")).statusCode(400).contentType(Api.PROBLEM);
    register(Map.of("id", id, "name", "A\u0000B")).statusCode(400).contentType(Api.PROBLEM);
    Api.tenant(id).statusCode(404);
  }

  @Test
  void aTenantThatDoesNotExistIsNotFound() {
    Api.tenant("nobody")
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-found")))
        .body("title", equalTo("No such tenant"))
        .body("detail", equalTo("There is no tenant nobody."));
  }

  @Test
  void tenantsAreListedInPages() {
    String prefix = Api.newTenantId().substring(0, 20);
    List<String> ids = List.of(prefix + "-a", prefix + "-b", prefix + "-c");
    ids.forEach(id -> Api.register(id).statusCode(202));

    String next =
        list(prefix, 2).body("items.id", equalTo(ids.subList(0, 2))).extract().path("next");
    assertThat(next).isEqualTo(ids.get(1));
    list(next, 1).body("items.id", equalTo(ids.subList(2, 3)));
  }

  @Test
  void theLastPageHasNoNext() {
    list("zzzz", 10).body("items", equalTo(List.of())).body("next", nullValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void aPageHasOneToAHundredItems(int limit) {
    list("", limit).statusCode(400).contentType(Api.PROBLEM);
  }

  private static ValidatableResponse list(String cursor, int limit) {
    return Api.platformAdmin()
        .queryParam("cursor", cursor)
        .queryParam("limit", limit)
        .get("/v1/tenants")
        .then();
  }

  private static ValidatableResponse register(Map<String, String> request) {
    return Api.platformAdmin().body(request).post("/v1/tenants").then();
  }
}
