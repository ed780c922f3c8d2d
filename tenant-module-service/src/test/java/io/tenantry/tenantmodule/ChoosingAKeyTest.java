package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static io.tenantry.tenantmodule.Repeater.KEY;
import static io.tenantry.tenantmodule.Repeater.REPLAYED;
import static io.tenantry.tenantmodule.Repeater.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose an Idempotency-Key is, what it may be, and when it stays unused. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class ChoosingAKeyTest {

  private String tenant;
  private String key;
  private Repeater repeater;

  @BeforeEach
  void aTenantIsReady() {
    repeater = Repeater.of(Partners.ofReadyTenant().tenant());
    tenant = repeater.tenant();
    key = repeater.key();
  }

  @Test
  void anotherUserOrTenantMayUseTheSameKey() throws Exception {
    UUID job = UUID.fromString(repeater.install("mail").path("id"));

    Response byOther = repeater.install(Api.platformAdmin().header(KEY, key), "printer");
    assertThat(byOther.statusCode()).isEqualTo(202);
    assertThat(byOther.header(REPLAYED)).isNull();

    String otherTenant = Partners.ofReadyTenant().tenant();
    Response elsewhere =
        Repeater.install(
            Api.tenantAdmin(tenant, otherTenant).header(KEY, key), otherTenant, "mail");
    assertThat(elsewhere.statusCode()).isEqualTo(202);
    assertThat(elsewhere.<String>path("id")).isNotEqualTo(job.toString());
    assertThat(repeater.answers()).hasSize(3);
  }

  @Test
  void aStrangerLearnsAndKeepsNothing() throws Exception {
    UUID job = UUID.fromString(repeater.install("mail").path("id"));
    RequestSpecification stranger =
        Api.tenantAdmin(Api.registeredTenant()).header(KEY, key).body(Map.of("module", "mail"));

    assertProblem(
        given().spec(stranger).post("/v1/tenants/{t}/modules", tenant), 404, "tenant-not-found");
    assertProblem(
        given().spec(stranger).post("/v1/installation-jobs/{id}/cancel", job),
        404,
        "job-not-found");
    assertThat(repeater.answers()).hasSize(1);
    assertThat(
            Database.read(
                "select subject from audit_entry where trail = '@platform' and subject like ?",
                "%" + job + "%"))
        .containsExactly("POST /v1/installation-jobs/" + job + "/cancel");
  }

  @Test
  void whatTheClientCanMendIsNotKept() throws Exception {
    assertThat(repeater.install("No Module").statusCode()).isEqualTo(400);
    assertThat(repeater.admin().body("{}").post("/v1/tenants/{t}/modules", tenant).statusCode())
        .isEqualTo(400);
    assertThat(repeater.install(Api.tenantViewer(tenant).header(KEY, key), "mail").statusCode())
        .isEqualTo(403);
    assertThat(repeater.answers()).isEmpty();

    assertThat(repeater.install("mail").statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @MethodSource("keysThatAreNone")
  void whatIsNoKeyIsRefused(String bad) throws Exception {
    Response response = repeater.install(Api.tenantAdmin(tenant).header(KEY, bad), "mail");

    assertProblem(response, 400, "invalid-value");
    assertThat(repeater.jobs()).isZero();
  }

  static List<String> keysThatAreNone() {
    return List.of("", "two words", "schl\u00fcssel", "k".repeat(256));
  }

  @Test
  void theLongestKeyIsGood() {
    String longest = "k".repeat(219) + key;

    Response response = repeater.install(Api.tenantAdmin(tenant).header(KEY, longest), "mail");

    assertThat(response.statusCode()).isEqualTo(202);
  }
}
