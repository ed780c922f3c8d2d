package io.tenantry.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.modules.ModulePackager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would be installed, and why not, through the API over PostgreSQL. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class ResolutionApiTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  @BeforeEach
  void modulesThatNeedEachOther() {
    publish("res_identity", "1.0.0", "");
    publish("res_identity", "2.0.0", "");
    publish("res_card", "1.0.0", "requires:\n  modules:\n    res_identity: ^1\n");
    publish(
        "res_card",
        "2.0.0",
        "requires:\n  modules:\n    res_identity: ^2\n  optional:\n    modules:\n"
            + "      res_press: ^3\n");
  }

  @Test
  void aPlanIsTold() {
    resolve(Map.of("changes", List.of(change("INSTALL", "res_card", "*"))))
        .statusCode(200)
        .body("resolvable", equalTo(true))
        .body("plan.module", equalTo(List.of("res_identity", "res_card")))
        .body("plan.version", equalTo(List.of("2.0.0", "2.0.0")))
        .body("plan.action", equalTo(List.of("INSTALL", "INSTALL")));
  }

  @Test
  void whyThereIsNoneIsToldWithWhatWouldHelp() {
    Map<String, Object> question =
        Map.of(
            "changes",
            List.of(change("UPGRADE", "res_identity", "^2")),
            "installed",
            List.of(installed("res_identity", "1.0.0"), installed("res_card", "1.0.0")));

    resolve(question)
        .statusCode(200)
        .body("resolvable", equalTo(false))
        .body("code", equalTo("installed-version-out-of-range"))
        .body("reasons.kind", hasItems("requested", "needs-module", "not-upgraded"))
        .body("reasons.sentence", hasItem("res_card 1.0.0 needs res_identity ^1."))
        .body("remedies.sentence", hasItem(startsWith("Upgrade res_card to 2.0.0 first")))
        .body("remedies.enough", hasItem(true));
  }

  @Test
  void othersAreUpgradedWhereThatIsAllowed() {
    resolve(
            Map.of(
                "changes",
                List.of(change("UPGRADE", "res_identity", "^2")),
                "installed",
                List.of(installed("res_identity", "1.0.0"), installed("res_card", "1.0.0")),
                "options",
                Map.of("upgradeOthers", true)))
        .body("plan.fromVersion", equalTo(List.of("1.0.0", "1.0.0")))
        .body("plan.module", equalTo(List.of("res_identity", "res_card")));
  }

  @Test
  void aQuestionThatMakesNoSenseIsRefused() {
    resolve(Map.of("changes", List.of())).statusCode(400).contentType("application/problem+json");
    resolve(Map.of("changes", List.of(change("INSTALL", "res_card", "newest"))))
        .statusCode(400)
        .body("detail", containsString("'newest' is no version range"));
    resolve(
            Map.of(
                "changes",
                List.of(change("INSTALL", "res_card", "*")),
                "installed",
                List.of(installed("res_identity", "7.0.0"))))
        .statusCode(400)
        .body("detail", containsString("was never published"));
    resolve(Map.of("changes", List.of(change("BURN", "res_card", "*")))).statusCode(400);
  }

  @Test
  void aChangeOfTheCatalogueIsSeenAtOnce() {
    Map<String, Object> question = Map.of("changes", List.of(change("INSTALL", "res_late", "*")));
    resolve(question).body("code", equalTo("unknown-module"));

    publish("res_late", "1.0.0", "");

    resolve(question).body("resolvable", equalTo(true));
  }

  @Test
  void dependenciesAreShownAsDataAndAsDrawings() {
    dependencies("application/json")
        .body("root", equalTo("res_card@2.0.0"))
        .body("edges", hasSize(2))
        .body("edges.kind", hasItems("needs-module", "uses-module"))
        .body("edges.find { it.target == 'res_identity' }.fitting", hasItem("res_identity@2.0.0"));
    dependencies("text/vnd.graphviz")
        .body(containsString("\"res_card@2.0.0\" -> \"res_identity@2.0.0\" [label=\"^2\"];"));
    dependencies("text/vnd.mermaid").body(containsString("-.->|\"^3\"|"));
  }

  @Test
  void dependentsAreShown() {
    reader()
        .get("/v1/modules/res_identity/versions/1.0.0/dependents?transitive=true")
        .then()
        .statusCode(200)
        .body("edges.from", equalTo(List.of("res_card@1.0.0")));
    reader().get("/v1/modules/res_nobody/versions/1.0.0/dependents").then().statusCode(404);
  }

  private static ValidatableResponse dependencies(String accept) {
    return reader()
        .accept(accept)
        .get("/v1/modules/res_card/versions/2.0.0/dependencies")
        .then()
        .statusCode(200)
        .contentType(startsWith(accept));
  }

  private static Map<String, Object> change(String action, String module, String range) {
    return Map.of("action", action, "module", module, "range", range);
  }

  private static Map<String, Object> installed(String module, String version) {
    return Map.of("module", module, "version", version);
  }

  private static ValidatableResponse resolve(Map<String, Object> question) {
    return reader().contentType(ContentType.JSON).body(question).post("/v1/resolutions").then();
  }

  private static RequestSpecification reader() {
    return given().auth().oauth2(PlatformServers.tokens().tenantViewer(LIFETIME, "acme"));
  }

  private static void publish(String name, String version, String more) {
    String admin = PlatformServers.tokens().platformAdmin(LIFETIME);
    byte[] content = ModulePackager.pack(Map.of("module.yaml", manifest(name, version) + more));
    given()
        .auth()
        .oauth2(admin)
        .contentType("application/zip")
        .body(content)
        .put("/v1/modules/%s/versions/%s/package".formatted(name, version))
        .then()
        .statusCode(oneOf(200, 201));
    given()
        .auth()
        .oauth2(admin)
        .post("/v1/modules/%s/versions/%s/publish".formatted(name, version))
        .then()
        .statusCode(200);
  }

  private static String manifest(String name, String version) {
    return """
        manifest: 1
        name: %s
        version: %s
        title: T
        description: D
        namespace: App
        """
        .formatted(name, version);
  }
}
