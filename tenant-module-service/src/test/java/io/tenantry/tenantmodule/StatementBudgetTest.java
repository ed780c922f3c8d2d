package io.tenantry.tenantmodule;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.infrastructure.StatementLog;
import io.tenantry.testkit.infrastructure.StatementLog.Entry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    Map<String, List<Entry>> transactions =
        log.entries().stream()
            .filter(one -> one.role().equals(Database.NAME + "_app"))
            .filter(one -> !one.isTransactionControl())
            .collect(groupingBy(Entry::transaction));
    return transactions.values().stream().mapToInt(List::size).max().orElse(0);
  }
}
