package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lists and lookups read little, however much there is: they find it by indexes, with row security,
 * and sort no more than they show. The build has 500 tenants, {@code -Dscale.tenants=100000} has as
 * many with a million modules.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class ReadingAtScaleTest {

  private static final int TENANTS = Integer.getInteger("scale.tenants", 500);

  /** PostgreSQL reads small tables as a whole, whatever indexes they have. */
  private static final int LARGE = 50_000;

  /** A page has 50 items; a look at each of them and of their modules is in it. */
  private static final long MOST_ROWS = 1_500;

  private static final Set<String> GROWING =
      Set.of("tenant", "job", "job_timeline", "tenant_module", "kept_data", "audit_entry");

  @BeforeEach
  void thereIsMuch() throws SQLException {
    ManyTenants.remove();
    ManyTenants.fill(TENANTS);
  }

  @AfterEach
  void asBefore() throws SQLException {
    ManyTenants.remove();
  }

  @Test
  void everyRequestFindsWhatItShowsByIndexes() throws Exception {
    try (ExplainedRequests explained = new ExplainedRequests(TENANTS < LARGE)) {
      for (Map.Entry<String, Supplier<ValidatableResponse>> request : requests().entrySet()) {
        Map<String, JsonNode> plans =
            explained.plansOf(() -> request.getValue().get().statusCode(200));

        assertThat(plans).as(request.getKey()).isNotEmpty();
        assertThat(plans.keySet().toString()).as(request.getKey()).contains("set_config");
        assertThat(plans.values())
            .as(request.getKey())
            .anyMatch(ReadingAtScaleTest::readsSomething);
        plans.forEach((sql, plan) -> assertFrugal(request.getKey() + "\n" + sql, plan));
      }
    }
  }

  private static void assertFrugal(String what, JsonNode plan) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(plan, nodes);
    assertThat(nodes)
        .as("%s%n%s", what, plan.toPrettyString())
        .noneMatch(ReadingAtScaleTest::isWholeTable);
    assertThat(nodes.stream().mapToLong(ReadingAtScaleTest::rowsRead).sum())
        .as("rows read by %s%n%s", what, plan.toPrettyString())
        .isLessThanOrEqualTo(MOST_ROWS);
  }

  private static boolean readsSomething(JsonNode plan) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(plan, nodes);
    return nodes.stream().anyMatch(node -> GROWING.contains(node.path("Relation Name").asText()));
  }

  private static boolean isWholeTable(JsonNode node) {
    return node.path("Node Type").asText().contains("Seq Scan")
        && GROWING.contains(node.path("Relation Name").asText());
  }

  private static long rowsRead(JsonNode node) {
    return node.has("Relation Name")
        ? node.path("Actual Loops").asLong()
            * (long)
                (node.path("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble())
        : 0;
  }

  private static void collect(JsonNode node, List<JsonNode> nodes) {
    nodes.add(node);
    node.path("Plans").forEach(child -> collect(child, nodes));
  }

  private static Map<String, Supplier<ValidatableResponse>> requests() throws SQLException {
    String tenant = "/v1/tenants/" + ManyTenants.FIRST;
    String jobs = "/v1/installation-jobs";
    String audit = "/v1/audit-events";
    String middle =
        Database.read(
                "select number from job where tenant_id = ? order by number offset %d"
                    .formatted(ManyTenants.LONG_HISTORY / 2),
                ManyTenants.FIRST)
            .get(0);
    String job =
        Database.read("select id from job where tenant_id = ? limit 1", ManyTenants.FIRST).get(0);
    Map<String, Supplier<ValidatableResponse>> requests = new LinkedHashMap<>();
    for (String path :
        List.of(
            "/v1/tenants",
            "/v1/tenants?cursor=scale-3",
            jobs,
            jobs + "?cursor=" + middle,
            jobs + "?module=scale_3",
            jobs + "?state=FAILED",
            jobs + "?state=PENDING",
            jobs + "?tenant=" + ManyTenants.FIRST,
            audit,
            audit + "?tenant=" + ManyTenants.FIRST,
            audit + "?actor=user-7",
            audit + "?action=job.cancel",
            audit + "?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z",
            audit + "?to=2020-01-01T00:00:00Z")) {
      requests.put("platform admin: " + path, () -> get(Api.platformAdmin(), path));
    }
    for (String path :
        List.of(
            tenant,
            tenant + "/modules",
            tenant + "/modules?cursor=scale_3&limit=3",
            tenant + "/modules/scale_3",
            tenant + "/kept-data",
            tenant + "/kept-data?cursor=1000000000",
            tenant + "/available-modules",
            tenant + "/available-modules?cursor=scale_3",
            jobs,
            jobs + "?cursor=" + middle,
            jobs + "?tenant=" + ManyTenants.FIRST,
            jobs + "?module=scale_3",
            jobs + "?state=FAILED",
            jobs + "?state=PENDING",
            jobs + "/" + job,
            jobs + "/" + UUID.fromString(job),
            audit,
            audit + "?tenant=" + ManyTenants.FIRST,
            audit + "?to=2020-01-01T00:00:00Z")) {
      requests.put("tenant admin: " + path, () -> get(Api.tenantAdmin(ManyTenants.FIRST), path));
    }
    for (String path : List.of(jobs, jobs + "?state=FAILED", audit)) {
      requests.put(
          "admin of two tenants: " + path,
          () -> get(Api.tenantAdmin(ManyTenants.FIRST, ManyTenants.OTHER), path));
    }
    return requests;
  }

  private static ValidatableResponse get(RequestSpecification user, String path) {
    return given().spec(user).get(path).then();
  }
}
