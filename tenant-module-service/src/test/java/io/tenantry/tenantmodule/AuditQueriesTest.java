package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what, and who was refused what. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class AuditQueriesTest {

  private static final String ADMIN = "tenant-admin@tenantry.local";

  private Partners partners;
  private String tenant;

  @BeforeEach
  void aTenantWithAHistory() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    partners.runToTheEnd(Api.install(tenant, "mail"), "mail");
  }

  @Test
  void aTenantsTrailIsListedNewestFirstInPages() throws Exception {
    List<String> expected = new ArrayList<>(Database.auditTrailOf(tenant));
    Collections.reverse(expected);

    List<String> seen = new ArrayList<>();
    for (Map<String, ?> event : everything(Api.tenantAdmin(tenant), Map.of("limit", 2))) {
      seen.add(event.get("action") + " " + event.get("outcome"));
    }

    assertThat(seen).isEqualTo(expected).hasSizeGreaterThan(4);
  }

  @Test
  void theChainCanBeVerifiedByWhoeverReadsIt() throws Exception {
    List<Map<String, Object>> events = everything(Api.tenantAdmin(tenant), Map.of());
    Collections.reverse(events);

    String before = "";
    int sequence = 0;
    for (Map<String, Object> event : events) {
      assertThat(event).containsEntry("trail", tenant).containsEntry("tenantId", tenant);
      assertThat(event).containsEntry("sequence", ++sequence);
      assertThat(event).containsEntry("previousHash", before);
      before = hash(before, event);
      assertThat(event).containsEntry("hash", before);
    }
  }

  @Test
  void theyAreNarrowedByActorActionAndTime() {
    list(Map.of("actor", ADMIN)).body("items.actor", everyItem(equalTo(ADMIN)));
    list(Map.of("actor", "nobody")).body("items", empty());
    list(Map.of("action", "installation.requested"))
        .body("items.action", equalTo(List.of("installation.requested")))
        .body("items.subject", equalTo(List.of("mail")));
    List<String> times = list(Map.of()).extract().path("items.occurredAt");
    String newest = times.get(0);

    list(Map.of("from", newest)).body("items.occurredAt", everyItem(equalTo(newest)));
    list(Map.of("to", newest, "from", times.get(times.size() - 1)))
        .body("items.size()", equalTo((int) times.stream().filter(t -> !t.equals(newest)).count()));
  }

  @Test
  void aTenantAdminSeesTheOwnTenantsAlone() {
    Partners other = Partners.ofReadyTenant();

    assertThat(everything(Api.tenantAdmin(tenant, other.tenant()), Map.of("limit", 3)))
        .extracting(event -> event.get("tenantId"))
        .containsOnly(tenant, other.tenant());
    assertThat(everything(Api.tenantAdmin(tenant), Map.of()))
        .extracting(event -> event.get("tenantId"))
        .containsOnly(tenant);
    get(Api.tenantAdmin(), Map.of()).statusCode(200).body("items", empty());
    get(Api.platformAdmin(), Map.of("tenant", tenant))
        .body("items.tenantId", everyItem(equalTo(tenant)));
  }

  @Test
  void anotherTenantsTrailDoesNotExistAndTheAttemptIsAudited() {
    String stranger = Api.registeredTenant();

    get(Api.tenantAdmin(stranger), Map.of("tenant", tenant))
        .statusCode(404)
        .body("type", equalTo(Api.type("tenant-not-found")));

    get(Api.platformAdmin(), Map.of("action", "access.refused", "limit", 100))
        .body("items.trail", everyItem(equalTo("@platform")))
        .body("items.subject", hasItem("GET /v1/audit-events"));
  }

  @Test
  void onlyAdminsReadTrails() {
    get(Api.tenantViewer(tenant), Map.of()).statusCode(403).contentType(Api.PROBLEM);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    for (Map<String, ?> wrong :
        List.<Map<String, ?>>of(
            Map.of("from", "yesterday"),
            Map.of("to", "2026-11-22"),
            Map.of("cursor", "first"),
            Map.of("limit", 0),
            Map.of("limit", 101),
            Map.of("actor", "a\u0000b"))) {
      get(Api.tenantAdmin(tenant), wrong).statusCode(400).contentType(Api.PROBLEM);
    }
  }

  @Test
  void whoeverIsForbiddenSomethingStandsInTheOwnTenantsTrail() {
    RequestSpecification viewer = Api.tenantViewer(tenant);
    given()
        .spec(viewer)
        .body(Map.of("module", "printer"))
        .post("/v1/tenants/{t}/modules", tenant)
        .then()
        .statusCode(403);
    given().spec(viewer).get("/v1/tenants").then().statusCode(403);

    assertThat(refusals(Map.of()))
        .containsExactly(
            "GET /v1/tenants REFUSED forbidden",
            "POST /v1/tenants/" + tenant + "/modules REFUSED forbidden");
  }

  @Test
  void whoeverIsForbiddenSomethingOfAnotherTenantStandsInThePlatformsTrail() throws Exception {
    Api.tenantViewer(Api.newTenantId())
        .body(Map.of("module", "printer"))
        .post("/v1/tenants/{t}/modules", tenant)
        .then()
        .statusCode(403);

    assertThat(refusals(Map.of())).isEmpty();
    assertThat(
            Database.read(
                "select outcome from audit_entry where trail = '@platform' and subject like ?",
                "%" + tenant + "%"))
        .containsExactly("REFUSED forbidden");
  }

  @Test
  void everyOtherRefusedChangeStandsThereOnce() {
    Api.install(tenant, Map.of("module", "Not a name")).statusCode(400);
    Api.install(tenant, Map.of("colour", "red")).statusCode(400);
    Api.purge(tenant, UUID.randomUUID()).statusCode(404);
    Api.tenantAdmin(tenant).post("/v1/installation-jobs/none/cancel").then().statusCode(404);
    String modules = "POST /v1/tenants/" + tenant + "/modules REFUSED ";

    List<String> refusals = refusals(Map.of());

    assertThat(refusals).hasSize(3).contains(modules + "invalid-value", modules + "bad-request");
    assertThat(refusals.get(0)).endsWith("REFUSED kept-data-not-found");
  }

  @Test
  void whatAUseCaseHasRefusedIsNotNotedAgain() throws Exception {
    Api.install(tenant, Map.of("module", "mail")).statusCode(409);

    assertThat(refusals(Map.of())).isEmpty();
    assertThat(Database.auditTrailOf(tenant))
        .endsWith("installation.requested REFUSED AlreadyInstalled");
  }

  @Test
  void aKeyThatIsUsedForSomethingElseIsNotedAndARepeatedRefusalIsNot() {
    for (String module : List.of("Not a name", "Not a name", "mail", "printer")) {
      Api.tenantAdmin(tenant)
          .header("Idempotency-Key", "refused")
          .body(Map.of("module", module))
          .post("/v1/tenants/{t}/modules", tenant);
    }

    assertThat(refusals(Map.of()).stream().map(one -> one.replaceAll(".* ", "")))
        .contains("idempotency-key-reused", "invalid-value");
  }

  @Test
  void aRefusalOfThePlatformsStandsInThePlatformsTrail() throws Exception {
    Api.register(tenant).statusCode(409);
    Api.resume("nobody").statusCode(404);

    assertThat(
            Database.read(
                """
                select subject || ' ' || outcome from audit_entry
                where trail = '@platform' order by sequence desc limit 2
                """))
        .containsExactly(
            "DELETE /v1/tenants/nobody/suspension REFUSED tenant-not-found",
            "POST /v1/tenants REFUSED tenant-taken");
  }

  @Test
  void nobodyWithoutATokenFillsATrail() throws Exception {
    List<String> before = Database.read("select count(*) from audit_entry where actor = ''");

    given().contentType("application/json").body("{}").post("/v1/tenants").then().statusCode(401);

    assertThat(Database.read("select count(*) from audit_entry where actor = ''"))
        .isEqualTo(before);
  }

  private List<String> refusals(Map<String, ?> query) {
    return list(query).extract().<List<Map<String, Object>>>path("items").stream()
        .filter(event -> event.get("action").equals("request.refused"))
        .map(event -> event.get("subject") + " " + event.get("outcome"))
        .toList();
  }

  private ValidatableResponse list(Map<String, ?> query) {
    return get(Api.tenantAdmin(tenant), query).statusCode(200);
  }

  private static ValidatableResponse get(RequestSpecification user, Map<String, ?> query) {
    return given().spec(user).queryParams(query).get("/v1/audit-events").then();
  }

  private static List<Map<String, Object>> everything(
      RequestSpecification user, Map<String, Integer> limit) {
    List<Map<String, Object>> events = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Map<String, Object> query = new HashMap<>(limit);
      cursor.ifPresent(one -> query.put("cursor", one));
      ValidatableResponse page = get(user, query).statusCode(200);
      events.addAll(page.extract().<List<Map<String, Object>>>path("items"));
      cursor = Optional.ofNullable(page.extract().path("next"));
    } while (cursor.isPresent());
    return events;
  }

  private static String hash(String before, Map<String, Object> event) throws Exception {
    List<String> content = new ArrayList<>();
    for (String field : List.of("occurredAt", "actor", "source", "action", "subject", "outcome")) {
      content.add(new ObjectMapper().writeValueAsString(event.get(field)));
    }
    byte[] digest =
        sha256(("[" + String.join(", ", content) + "]").getBytes(StandardCharsets.UTF_8));
    byte[] previous = HexFormat.of().parseHex(before);
    byte[] chained = new byte[previous.length + digest.length];
    System.arraycopy(previous, 0, chained, 0, previous.length);
    System.arraycopy(digest, 0, chained, previous.length, digest.length);
    return HexFormat.of().formatHex(sha256(chained));
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
