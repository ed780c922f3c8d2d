package io.tenantry.tenantmodule;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.infrastructure.StatementLog;
import io.tenantry.testkit.infrastructure.StatementLog.Entry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fewer than ten statements per request, counted in PostgreSQL's log by transaction. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class StatementBudgetTest {

  private static final int BUDGET = 10;

  private Partners partners;
  private UUID job;
  private StatementLog log;

  @BeforeEach
  void statementsAreWrittenDown() {
    log = StatementLog.begin(PlatformServers.running().postgres());
    partners = Partners.ofReadyTenant();
    job = Api.installCard(partners.tenant());
  }

  @AfterEach
  void notAnyMore() {
    log.close();
  }

  @Test
  void everyDecisionAboutAJobKeepsToIt() {
    withinBudget(Api.tenantAdmin(partners.tenant()).body(Map.of("module", "mail")), "modules");
    withinBudget(admin(), "cancel");
    withinBudget(admin(), "retry");
    Api.job(job).extract();
  }

  @Test
  void soDoesAnUpgrade() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.completed(job, "digital_card"));
    log.forget();

    keyed(admin())
        .body(Map.of("version", "^1.1", "parameters", Map.of("colour", "blue")))
        .patch("/v1/tenants/{tenant}/modules/digital_card", partners.tenant())
        .then()
        .statusCode(202);

    assertThat(most()).as("statements of PATCH").isBetween(1, BUDGET - 1);
  }

  @Test
  void soDoesAnUninstallation() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.completed(job, "digital_card"));
    log.forget();

    keyed(admin())
        .delete(
            "/v1/tenants/{tenant}/modules/digital_card?data=purge&removeUnused=true",
            partners.tenant())
        .then()
        .statusCode(202);

    assertThat(most()).as("statements of DELETE").isBetween(1, BUDGET - 1);
  }

  @Test
  void soDoesWhateverHappensToKeptData() {
    partners.say(partners.rejected(job));
    UUID data = partners.keptDataOf("mail");
    UUID other = partners.keptDataOf("printer");
    log.forget();

    keyed(admin())
        .body(Map.of("module", "mail", "restore", data))
        .post("/v1/tenants/{tenant}/modules", partners.tenant())
        .then()
        .statusCode(202);
    assertThat(most()).as("statements of a restoring POST").isBetween(1, BUDGET - 1);

    for (int limit : List.of(1, 100)) {
      log.forget();
      admin()
          .queryParam("limit", limit)
          .get("/v1/tenants/{tenant}/kept-data", partners.tenant())
          .then()
          .statusCode(200);
      assertThat(most()).as("statements of a page of %d", limit).isBetween(1, BUDGET - 1);
    }

    for (Map.Entry<UUID, Integer> one : Map.of(data, 409, other, 202).entrySet()) {
      log.forget();
      keyed(admin())
          .delete("/v1/tenants/{tenant}/kept-data/{id}", partners.tenant(), one.getKey())
          .then()
          .statusCode(one.getValue());
      assertThat(most()).as("statements of a purge").isBetween(1, BUDGET - 1);
    }
  }

  @Test
  void soDoesTheEndOfARestoringJob() {
    partners.say(partners.rejected(job));
    UUID data = partners.keptDataOf("mail");
    job = restore(data);
    withinBudget(admin(), "cancel");
    job = retried();
    partners.say(partners.reserved(job, Plans.item("mail").build()));
    partners.say(partners.rollbackFailed(job));

    withinBudget(
        Api.platformAdmin().body(Map.of("action", "CLEANED_UP", "note", "By hand.")), "resolution");
    withinBudget(admin(), "retry");
  }

  @Test
  void soDoesTheEndOfAnUninstallationHoweverMuchItWasToRemove() {
    int modules = 30;
    PlanItem[] plan =
        IntStream.range(0, modules)
            .mapToObj(i -> Plans.dependency("module_" + i).build())
            .toArray(PlanItem[]::new);
    String[] names =
        IntStream.range(0, modules).mapToObj(i -> "module_" + i).toArray(String[]::new);
    partners.say(partners.reserved(job, plan));
    partners.say(partners.completed(job, names));
    job = Api.uninstalled(partners.tenant(), "module_0", "?removeUnused=true");
    partners.say(
        partners.reserved(
            job,
            IntStream.range(0, modules)
                .mapToObj(i -> Plans.removal("module_" + i, "1.0.0").build())
                .toArray(PlanItem[]::new)));
    partners.say(partners.rollbackFailed(job));

    withinBudget(
        Api.platformAdmin().body(Map.of("action", "CLEANED_UP", "note", "By hand.")), "resolution");
  }

  private UUID restore(UUID data) {
    return UUID.fromString(
        Api.install(partners.tenant(), Map.of("module", "mail", "restore", data))
            .statusCode(202)
            .extract()
            .path("id"));
  }

  private UUID retried() {
    return UUID.fromString(
        keyed(admin())
            .post("/v1/installation-jobs/{id}/retry", job)
            .then()
            .statusCode(202)
            .extract()
            .path("id"));
  }

  @Test
  void soDoesASuspensionHoweverManyJobsWait() {
    for (int i = 0; i < BUDGET; i++) {
      Api.install(partners.tenant(), "module_" + i);
    }
    log.forget();

    keyed(Api.platformAdmin())
        .body(Map.of("reason", "Unpaid."))
        .post("/v1/tenants/{tenant}/suspension", partners.tenant())
        .then()
        .statusCode(200);
    keyed(Api.platformAdmin())
        .delete("/v1/tenants/{tenant}/suspension", partners.tenant())
        .then()
        .statusCode(200);

    assertThat(mostOf("request_answer")).as("statements of a suspension").isBetween(1, BUDGET - 1);
  }

  @Test
  void soDoesAPageOfAvailableModules() throws Exception {
    Database.change(
        """
        insert into catalogue_version
        select 'budget_' || i, '1.' || j || '.0', 'T', 'D', 'PUBLISHED', '', '{}', now()
        from generate_series(1, 120) i, generate_series(1, 5) j on conflict do nothing
        """);
    for (int limit : List.of(1, 100)) {
      log.forget();
      admin()
          .queryParam("limit", limit)
          .get("/v1/tenants/{tenant}/available-modules", partners.tenant())
          .then()
          .statusCode(200)
          .body("items.size()", equalTo(limit));
      assertThat(most()).as("statements of a page of %d", limit).isBetween(1, BUDGET - 1);
    }
    Database.change("delete from catalogue_version where module like 'budget_%'");
  }

  @Test
  void soDoesAPageOfAuditEvents() {
    for (RequestSpecification user : List.of(admin(), Api.platformAdmin())) {
      for (int limit : List.of(1, 100)) {
        log.forget();
        given()
            .spec(user)
            .queryParam("limit", limit)
            .get("/v1/audit-events")
            .then()
            .statusCode(200);
        assertThat(most()).as("statements of a page of %d", limit).isBetween(1, BUDGET - 1);
      }
    }
  }

  @Test
  void soDoesARunningJobsCancel() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));

    withinBudget(admin(), "cancel");
  }

  @Test
  void soDoesWhatAnOperatorDecides() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.rollbackFailed(job));
    withinBudget(Api.platformAdmin().body(Map.of("action", "UNDO_AGAIN")), "resolution");
    partners.say(partners.rollbackFailed(job));

    withinBudget(
        Api.platformAdmin().body(Map.of("action", "CLEANED_UP", "note", "By hand.")), "resolution");
  }

  private RequestSpecification admin() {
    return Api.tenantAdmin(partners.tenant());
  }

  private void withinBudget(RequestSpecification request, String what) {
    log.forget();
    String path =
        what.equals("modules")
            ? "/v1/tenants/" + partners.tenant() + "/modules"
            : "/v1/installation-jobs/" + job + "/" + what;
    keyed(request).post(path).then().statusCode(202);
    assertThat(most()).as("statements of POST %s", path).isBetween(1, BUDGET - 1);
  }

  /** The answer is kept in the same transaction. */
  private static RequestSpecification keyed(RequestSpecification request) {
    return request.header("Idempotency-Key", UUID.randomUUID());
  }

  /** Statements of the transaction with the most of them, the sweeps' smaller ones among them. */
  private int most() {
    return most(transaction -> true);
  }

  /** The same of those transactions alone that do something with a table. */
  private int mostOf(String table) {
    return most(all -> all.stream().anyMatch(one -> one.sql().contains(table)));
  }

  private int most(Predicate<List<Entry>> kind) {
    Map<String, List<Entry>> transactions =
        log.entries().stream()
            .filter(one -> one.role().equals(Database.NAME + "_app"))
            .filter(one -> !one.isTransactionControl())
            .collect(groupingBy(Entry::transaction));
    return transactions.values().stream().filter(kind).mapToInt(List::size).max().orElse(0);
  }
}
