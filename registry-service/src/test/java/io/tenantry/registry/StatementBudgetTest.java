package io.tenantry.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.infrastructure.StatementLog;
import io.tenantry.testkit.infrastructure.StatementLog.Entry;
import io.tenantry.testkit.modules.ModulePackager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewer than ten statements per request, at every size of a page. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class StatementBudgetTest {

  private static final int BUDGET = 10;
  private static final List<String> SWEEP = List.of("for update skip locked", "deadline<");

  private StatementLog log;

  @BeforeEach
  void aCatalogueOfAHundredModulesAndStatementsThatAreWrittenDown() throws SQLException {
    try (Connection connection =
            PlatformServers.running().postgres().superuser("tenantry_registry");
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          insert into module_version (name, version, status, digest, size, manifest, registered_at,
            status_since, published_at)
          select 'budget_' || to_char(m, 'FM000'), v || '.0.0', 'PUBLISHED',
            'sha256:' || encode(sha256(convert_to('budget ' || m || ' ' || v, 'UTF8')), 'hex'), 1,
            jsonb_build_object('name', 'budget_' || to_char(m, 'FM000'), 'version', v || '.0.0',
              'title', 'T', 'description', 'D', 'publisher', 'P', 'namespace', 'App',
              'requiredFeatures', '[]'::jsonb, 'requirements', '[]'::jsonb,
              'permissions', '[]'::jsonb),
            now(), now(), now()
          from generate_series(1, 120) m, generate_series(1, 3) v
          on conflict do nothing
          """);
    }
    log = StatementLog.begin(PlatformServers.running().postgres());
  }

  @AfterEach
  void notAnyMore() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/modules?limit=1&cursor=budget_",
        "/v1/modules?limit=100&cursor=budget_",
        "/v1/modules?limit=100&text=t&status=PUBLISHED&publisher=P",
        "/v1/modules/budget_001",
        "/v1/modules/budget_001/versions",
        "/v1/modules/budget_001/versions/1.0.0",
        "/v1/modules/budget_001/usage",
        "/v1/modules/budget_001/versions/1.0.0/dependencies?transitive=true",
        "/v1/modules/budget_001/versions/1.0.0/dependents"
      })
  void everyReadKeepsToIt(String path) {
    log.forget();

    admin().get(path).then().statusCode(200);

    assertWithinBudget(path);
  }

  @Test
  void aResolutionKeepsToIt() {
    log.forget();

    admin()
        .contentType("application/json")
        .body("{\"changes\": [{\"action\": \"INSTALL\", \"module\": \"budget_001\"}]}")
        .post("/v1/resolutions")
        .then()
        .statusCode(200);

    assertWithinBudget("resolution");
  }

  @Test
  void everyChangeKeepsToIt() {
    String path = "/v1/modules/budget_change/versions/1.0.0";
    String manifest =
        """
        manifest: 1
        name: budget_change
        version: 1.0.0
        title: T
        description: D
        namespace: App
        """;
    byte[] content = ModulePackager.pack(Map.of("module.yaml", manifest));

    log.forget();
    admin()
        .contentType("application/zip")
        .body(content)
        .put(path + "/package")
        .then()
        .statusCode(201);
    assertWithinBudget("register");
    for (String change : List.of("publish", "deprecate", "withdraw")) {
      log.forget();
      admin().post(path + "/" + change).then().statusCode(200);
      assertWithinBudget(change);
    }
  }

  private void assertWithinBudget(String what) {
    List<String> statements =
        log.entries().stream()
            .filter(one -> one.role().equals("tenantry_registry_app"))
            .filter(one -> !one.isTransactionControl())
            .map(Entry::sql)
            .filter(text -> SWEEP.stream().noneMatch(text::contains))
            .toList();
    assertThat(statements).as(what).hasSizeBetween(1, BUDGET - 1);
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(PlatformServers.tokens().platformAdmin(Duration.ofMinutes(10)));
  }
}
