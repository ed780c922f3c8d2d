package io.tenantry.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.modules.ModulePackager;
import io.tenantry.testkit.modules.ProjectFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class RegistryApiTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final String ZIP = "application/zip";

  @Test
  void digitalCardIsRegisteredPublishedAndDownloaded() {
    byte[] digitalCard = ModulePackager.pack(ProjectFiles.module("digital-card"));

    upload("digital_card", "1.0.0", digitalCard)
        .statusCode(201)
        .body("status", equalTo("DRAFT"))
        .body("namespace", equalTo("App\\Contexts\\DigitalCard"))
        .body("requiredFeatures", hasItem("digital-cards"))
        .body("parametersSchema.type", equalTo("object"));
    admin()
        .post("/v1/modules/digital_card/versions/1.0.0/publish")
        .then()
        .statusCode(200)
        .body("status", equalTo("PUBLISHED"))
        .body("publishedAt", notNullValue());

    byte[] downloaded =
        viewer()
            .accept(ZIP)
            .get("/v1/modules/digital_card/versions/1.0.0/package")
            .then()
            .statusCode(200)
            .header("ETag", startsWith("\"sha256:"))
            .extract()
            .asByteArray();
    assertThat(downloaded).isEqualTo(digitalCard);
    viewer()
        .get("/v1/modules?text=digital_card")
        .then()
        .statusCode(200)
        .body("items.find { it.name == 'digital_card' }.latestVersion", equalTo("1.0.0"));
  }

  @Test
  void extensionsThatAVersionNeedsAreShown() {
    Map<String, String> files = files("hashing", "1.0.0", "select 1;");
    files.merge("module.yaml", "requires: {extensions: {pgcrypto: '>=1.3'}}\n", String::concat);
    upload("hashing", "1.0.0", ModulePackager.pack(files)).statusCode(201);

    viewer()
        .get("/v1/modules/hashing/versions/1.0.0")
        .then()
        .statusCode(200)
        .body("requiredExtensions.pgcrypto", equalTo(">=1.3"));
  }

  @Test
  void theSameBytesAgainAreFineAndOtherBytesAreNot() {
    upload("same_bytes", "1.0.0", packageOf("same_bytes", "1.0.0", "select 1;")).statusCode(201);

    upload("same_bytes", "1.0.0", packageOf("same_bytes", "1.0.0", "select 1;")).statusCode(200);
    upload("same_bytes", "1.0.0", packageOf("same_bytes", "1.0.0", "select 2;"))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:version-taken"))
        .body("detail", containsString("Versions never change"));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Map<String, String> files = files("wrong", "1.0.0", "select 1;\ncommit;");
    files.put("README.md.txt", "hello");

    upload("wrong", "1.0.0", ModulePackager.pack(files))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:package-invalid"))
        .body("problems.code", hasItems("forbidden-statement", "unknown-file"))
        .body("problems.find { it.code == 'forbidden-statement' }.line", equalTo(2))
        .body(
            "problems.find { it.code == 'forbidden-statement' }.file",
            equalTo("db/tenant/V1__x.sql"));
  }

  @Test
  void everythingThatIsWrongWithTheManifestIsToldAtOnce() {
    String manifest =
        """
        manifest: 1
        name: wrong_manifest
        version: 1.0.0
        description: No title and a stray key.
        namespace: App
        colour: red
        parameters: {type: object, properties: {a: {type: nonsense}}}
        """;

    upload("wrong_manifest", "1.0.0", ModulePackager.pack(Map.of("module.yaml", manifest)))
        .statusCode(422)
        .body("problems.code", hasItems("manifest-invalid", "parameters-schema-invalid"))
        .body("problems.message", hasItem(containsString("title")))
        .body("problems.message", hasItem(containsString("colour")));
  }

  @Test
  void whatIsNoPackageIsRefused() {
    upload("no_zip", "1.0.0", new byte[] {1, 2, 3})
        .statusCode(422)
        .body("problems.code", hasItem("no-zip"));
    upload("no_zip", "1.0.0", ModulePackager.pack(Map.of("db/tenant/V1__x.sql", "select 1;")))
        .statusCode(422)
        .body("problems.code", hasItem("manifest-missing"));
    upload("no_zip", "1.0.0", ModulePackager.pack(Map.of("module.yaml", "a: [b")))
        .statusCode(422)
        .body("problems.code", hasItem("manifest-unreadable"));
    upload("no_zip", "1.0.0", ModulePackager.pack(Map.of("module.yaml", "a".repeat(2_000_000))))
        .statusCode(422)
        .body("problems.code", hasItem("too-large"));
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    Map<String, String> files = files("bad_range", "1.0.0", "select 1;");
    files.merge("module.yaml", "requires: {modules: {identity: newest}}\n", String::concat);

    upload("bad_range", "1.0.0", ModulePackager.pack(files))
        .statusCode(422)
        .body("problems.message", hasItem(containsString("'newest' is no version range")));
  }

  @Test
  void anAddressThatIsNoVersionIsRefused() {
    upload("card", "one", new byte[0])
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:invalid-value"))
        .body("detail", containsString("'one' is no version"));
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    viewer()
        .get("/v1/modules/nowhere")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:tenantry:problem:module-not-found"));
    viewer().get("/v1/modules/nowhere/versions").then().statusCode(404);
    viewer().get("/v1/modules/nowhere/versions/1.0.0").then().statusCode(404);
    viewer().get("/v1/modules/nowhere/versions/1.0.0/package").then().statusCode(404);
    admin()
        .post("/v1/modules/nowhere/versions/1.0.0/publish")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:tenantry:problem:module-version-not-found"));
  }

  @Test
  void modulesAreListedInPages() {
    for (String name : new String[] {"page_a", "page_b", "page_c"}) {
      upload(name, "1.0.0", packageOf(name, "1.0.0", "select 1;")).statusCode(201);
    }

    String next =
        viewer()
            .queryParam("limit", 2)
            .queryParam("cursor", "page_")
            .get("/v1/modules")
            .then()
            .statusCode(200)
            .body("items.name", equalTo(java.util.List.of("page_a", "page_b")))
            .extract()
            .path("next");
    viewer()
        .queryParam("limit", 1)
        .queryParam("cursor", next)
        .get("/v1/modules")
        .then()
        .body("items.name", equalTo(java.util.List.of("page_c")));
    viewer().queryParam("limit", 0).get("/v1/modules").then().statusCode(400);
    viewer().queryParam("limit", "many").get("/v1/modules").then().statusCode(400);
    viewer().queryParam("cursor", "\u0000").get("/v1/modules").then().statusCode(400);
  }

  @Test
  void versionsAreListedNewestFirst() {
    for (String version : new String[] {"1.9.0", "1.10.0", "1.10.0-rc.1"}) {
      upload("many", version, packageOf("many", version, "select 1;")).statusCode(201);
    }

    viewer()
        .get("/v1/modules/many/versions")
        .then()
        .body("version", equalTo(java.util.List.of("1.10.0", "1.10.0-rc.1", "1.9.0")));
    viewer().get("/v1/modules/many").then().body("versions", hasSize(3));
    viewer()
        .get("/v1/modules/many/versions/1.9.0")
        .then()
        .statusCode(200)
        .body("version", equalTo("1.9.0"));
  }

  @Test
  void nothingIsOpenButHealthMetricsAndTheDescriptionOfTheApi() {
    given().get("/v1/modules").then().statusCode(401).contentType("application/problem+json");
    given()
        .body(new byte[1])
        .contentType(ZIP)
        .put("/v1/modules/a1/versions/1.0.0/package")
        .then()
        .statusCode(401);
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tenantry_outbox_unsent"))
        .body(containsString("tenantry_outbox_oldest_age_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/modules"));
  }

  @Test
  void onlyAPlatformAdminChangesTheCatalogue() {
    viewer()
        .contentType(ZIP)
        .body(packageOf("forbidden", "1.0.0", "select 1;"))
        .put("/v1/modules/forbidden/versions/1.0.0/package")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    viewer().post("/v1/modules/forbidden/versions/1.0.0/publish").then().statusCode(403);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    String foreign = io.tenantry.testkit.security.TokenIssuer.withNewKey().platformAdmin(LIFETIME);

    given().auth().oauth2(foreign).get("/v1/modules").then().statusCode(401);
  }

  private static ValidatableResponse upload(String name, String version, byte[] content) {
    return admin()
        .contentType(ZIP)
        .body(content)
        .put("/v1/modules/{name}/versions/{version}/package", name, version)
        .then();
  }

  private static byte[] packageOf(String name, String version, String script) {
    return ModulePackager.pack(files(name, version, script));
  }

  private static Map<String, String> files(String name, String version, String script) {
    Map<String, String> files = new HashMap<>();
    files.put(
        "module.yaml",
        """
        manifest: 1
        name: %s
        version: %s
        title: A title
        description: A description.
        namespace: App
        """
            .formatted(name, version));
    files.put("db/tenant/V1__x.sql", script);
    return files;
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(PlatformServers.tokens().platformAdmin(LIFETIME));
  }

  private static RequestSpecification viewer() {
    return given().auth().oauth2(PlatformServers.tokens().tenantViewer(LIFETIME, "acme"));
  }
}
