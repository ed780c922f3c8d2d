package io.tenantry.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.contracts.catalogue.ModuleVersionDeprecated;
import io.tenantry.contracts.catalogue.ModuleVersionPublished;
import io.tenantry.contracts.catalogue.ModuleVersionWithdrawn;
import io.tenantry.registry.adapter.out.archive.HostileZips;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.modules.ModulePackager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Packages and versions through the API, over PostgreSQL and Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class LifeOfVersionsTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final String ZIP = "application/zip";

  @Test
  void aVersionIsPublishedDeprecatedAndWithdrawnAndEverybodyIsTold() {
    register("life", "1.0.0", Map.of()).statusCode(201).body("status", equalTo("DRAFT"));
    String draft = version("life", "1.0.0").extract().header("ETag");

    change("life", "1.0.0", "publish", draft, null).statusCode(200);
    change("life", "1.0.0", "deprecate", draft, null)
        .statusCode(412)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:version-changed"));
    change("life", "1.0.0", "deprecate", null, "2.0.0 is better")
        .statusCode(200)
        .body("status", equalTo("DEPRECATED"))
        .body("statusReason", equalTo("2.0.0 is better"));
    change("life", "1.0.0", "publish", null, null)
        .statusCode(409)
        .body("type", equalTo("urn:tenantry:problem:status-not-allowed"));
    change("life", "1.0.0", "withdraw", null, null)
        .statusCode(200)
        .body("status", equalTo("WITHDRAWN"));

    PlatformServers.events()
        .await(ModuleVersionPublished.class, one -> one.getModule().equals("life"));
    ModuleVersionDeprecated deprecated =
        PlatformServers.events()
            .await(ModuleVersionDeprecated.class, one -> one.getModule().equals("life"));
    assertThat(deprecated.getReason()).isEqualTo("2.0.0 is better");
    assertThat(deprecated.getPublished().getTitle()).isEqualTo("A title");
    PlatformServers.events()
        .await(ModuleVersionWithdrawn.class, one -> one.getModule().equals("life"));
    admin()
        .get("/v1/modules/life/versions/1.0.0/package")
        .then()
        .statusCode(410)
        .body("type", equalTo("urn:tenantry:problem:module-version-withdrawn"));
  }

  @Test
  void aVersionThatTenantsUseIsWithdrawnByForceOnlyAndStaysThereForThem() throws SQLException {
    published("in_use", "1.0.0", Map.of());
    sql("insert into module_usage values ('acme', 'in_use', '1.0.0', now())");

    change("in_use", "1.0.0", "withdraw", null, null)
        .statusCode(409)
        .body("type", equalTo("urn:tenantry:problem:version-in-use"))
        .body("tenants", equalTo(1));
    change("in_use", "1.0.0", "withdraw?force=true", null, null).statusCode(200);

    admin().get("/v1/modules/in_use/versions/1.0.0/package").then().statusCode(200);
    admin()
        .get("/v1/modules/in_use/usage")
        .then()
        .statusCode(200)
        .body("[0].version", equalTo("1.0.0"))
        .body("[0].tenants", equalTo(1))
        .body("[0].since", not(equalTo(null)));
    viewer().get("/v1/modules/in_use/usage").then().statusCode(403);
    admin().get("/v1/modules/nowhere/usage").then().statusCode(404);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    published("cached", "1.0.0", Map.of());
    String path = "/v1/modules/cached/versions/1.0.0";

    for (String resource : List.of(path, path + "/package")) {
      String tag = viewer().get(resource).then().statusCode(200).extract().header("ETag");
      viewer().header("If-None-Match", tag).get(resource).then().statusCode(304);
      viewer().header("If-None-Match", "\"other\"").get(resource).then().statusCode(200);
    }
    admin().header("If-Match", "nonsense").post(path + "/publish").then().statusCode(400);
  }

  @Test
  void modulesAreFoundByWhatTheyAre() {
    published(
        "search_cards",
        "1.0.0",
        Map.of(
            "title", "Plastic cards",
            "publisher", "Search House",
            "more", "provides: {search-print: 1.0.0}\nrequires: {features: [search-feature]}"));
    register("search_draft", "1.0.0", Map.of("publisher", "Search House"));

    found(Map.of("publisher", "Search House"), "search_cards", "search_draft");
    found(Map.of("publisher", "Search House", "status", "DRAFT"), "search_draft");
    found(Map.of("text", "pLASTIC"), "search_cards");
    found(Map.of("capability", "search-print"), "search_cards");
    found(Map.of("feature", "search-feature"), "search_cards");
    found(Map.of("text", "no such thing anywhere"));
    found(Map.of("text", "%"));
    viewer().queryParam("status", "GONE").get("/v1/modules").then().statusCode(400);
  }

  @Test
  void aPackageIsCheckedWithoutBeingRegistered() {
    validate(packageOf("only_checked", "1.0.0", Map.of()))
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("name", equalTo("only_checked"))
        .body("digest", containsString("sha256:"))
        .body("problems", empty());
    viewer().get("/v1/modules/only_checked").then().statusCode(404);
  }

  @Test
  void whatComesAfterAPublishedVersionHasToFollowIt() {
    published("follows", "1.0.0", Map.of("script", "create table a ();"));

    validate(packageOf("follows", "1.1.0", Map.of("script", "create table b ();")))
        .body("valid", equalTo(false))
        .body("problems.code", equalTo(List.of("script-changed")));
    validate(packageOf("follows", "0.9.0", Map.of("script", "create table b ();")))
        .body("valid", equalTo(true));
  }

  @TestFactory
  Stream<DynamicTest> aHostileUploadIsAnsweredWithWhatIsWrong() {
    return HostileZips.all().entrySet().stream()
        .filter(one -> one.getValue().content().length <= 20 << 20)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () ->
                        validate(one.getValue().content())
                            .statusCode(200)
                            .body("valid", equalTo(false))
                            .body("problems.code", hasItem(one.getValue().code()))));
  }

  @Test
  void anUploadThatIsTooLargeIsRefusedBeforeItIsRead() {
    validate(new byte[(20 << 20) + 1])
        .statusCode(413)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:package-too-large"));
  }

  @Test
  void theFormOfTheManifestIsPublished() {
    viewer()
        .get("/v1/schemas/module-manifest")
        .then()
        .statusCode(200)
        .body("title", equalTo("Module manifest"));
  }

  @Test
  void everyChangeAndEveryRefusalIsInTheAuditTrailAndTheTrailIsWhole() throws SQLException {
    published("audited", "1.0.0", Map.of());
    register("audited", "1.0.0", Map.of("script", "select 2;")).statusCode(409);
    register("audited", "1.1.0", Map.of("script", "commit;")).statusCode(422);

    assertThat(
            strings(
                "select action || ' ' || outcome from audit_entry"
                    + " where subject like 'audited@%' order by sequence"))
        .containsExactly(
            "package.registered ACCEPTED",
            "version.published ACCEPTED",
            "package.registered VERSION_TAKEN",
            "package.registered PACKAGE_INVALID");
    assertThat(strings("select actor from audit_entry where subject like 'audited@%'"))
        .noneMatch(String::isBlank);
    assertThat(strings("select coalesce(audit_first_flaw()::text, 'whole')"))
        .containsExactly("whole");
  }

  private static void found(Map<String, String> query, String... names) {
    viewer()
        .queryParams(query)
        .get("/v1/modules")
        .then()
        .statusCode(200)
        .body("items", hasSize(names.length))
        .body("items.name", equalTo(List.of(names)));
  }

  private static ValidatableResponse change(
      String name, String version, String change, String tag, String reason) {
    RequestSpecification request = admin();
    if (tag != null) {
      request.header("If-Match", tag);
    }
    if (reason != null) {
      request.contentType(ContentType.JSON).body(Map.of("reason", reason));
    }
    return request.post("/v1/modules/" + name + "/versions/" + version + "/" + change).then();
  }

  private static void published(String name, String version, Map<String, String> more) {
    register(name, version, more).statusCode(201);
    change(name, version, "publish", null, null).statusCode(200);
  }

  private static ValidatableResponse register(
      String name, String version, Map<String, String> more) {
    return admin()
        .contentType(ZIP)
        .body(packageOf(name, version, more))
        .put("/v1/modules/{name}/versions/{version}/package", name, version)
        .then();
  }

  private static ValidatableResponse validate(byte[] content) {
    return admin().contentType(ZIP).body(content).post("/v1/packages/validation").then();
  }

  private static ValidatableResponse version(String name, String version) {
    return viewer().get("/v1/modules/{name}/versions/{version}", name, version).then();
  }

  private static byte[] packageOf(String name, String version, Map<String, String> more) {
    Map<String, String> files = new HashMap<>();
    files.put(
        "module.yaml",
        """
        manifest: 1
        name: %s
        version: %s
        title: %s
        description: A description.
        publisher: %s
        namespace: App
        %s
        """
            .formatted(
                name,
                version,
                more.getOrDefault("title", "A title"),
                more.getOrDefault("publisher", "Somebody"),
                more.getOrDefault("more", "")));
    files.put("db/tenant/V1__x.sql", more.getOrDefault("script", "select 1;"));
    return ModulePackager.pack(files);
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = database();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static List<String> strings(String query) throws SQLException {
    try (Connection connection = database();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      List<String> all = new java.util.ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  private static Connection database() throws SQLException {
    return PlatformServers.running().postgres().superuser("tenantry_registry");
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(PlatformServers.tokens().platformAdmin(LIFETIME));
  }

  private static RequestSpecification viewer() {
    return given().auth().oauth2(PlatformServers.tokens().tenantViewer(LIFETIME, "acme"));
  }
}
