package io.tenantry.tenantmodule;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantry.testkit.infrastructure.EmbeddedPostgresServer;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fewer than ten statements per request, counted in PostgreSQL's log by transaction. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class StatementBudgetTest {

  private static final int BUDGET = 10;

  /** An entry of the role that the service works with: transaction, and what it asked for. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^"
              + Database.NAME
              + "_app (\\S+)\\| LOG:  (?:statement|execute [^:]+): (?!BEGIN|COMMIT)(.*)$");

  private Partners partners;
  private UUID job;
  private Path log;

  @BeforeEach
  void everyStatementIsWrittenDown() throws Exception {
    assumeTrue(PlatformServers.running().postgres() instanceof EmbeddedPostgresServer);
    log = ((EmbeddedPostgresServer) PlatformServers.running().postgres()).log();
    Database.change("alter system set log_statement = 'all'");
    Database.change("alter system set log_line_prefix = '%u %v| '");
    Database.read("select pg_reload_conf()");
    partners = Partners.ofReadyTenant();
    job = Api.installCard(partners.tenant());
    await("the log").atMost(Duration.ofSeconds(10)).until(() -> mostSince(0) > 0);
  }

  @AfterEach
  void nothingIsWrittenDown() throws Exception {
    Database.change("alter system reset log_statement");
    Database.change("alter system reset log_line_prefix");
    Database.read("select pg_reload_conf()");
  }

  @Test
  void everyDecisionAboutAJobKeepsToIt() {
    withinBudget(Api.tenantAdmin(partners.tenant()).body(Map.of("module", "mail")), "modules");
    withinBudget(admin(), "cancel");
    withinBudget(admin(), "retry");
    Api.job(job).extract();
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
    int before = text().length();
    String path =
        what.equals("modules")
            ? "/v1/tenants/" + partners.tenant() + "/modules"
            : "/v1/installation-jobs/" + job + "/" + what;
    keyed(request).post(path).then().statusCode(202);
    assertThat(mostSince(before)).as("statements of POST %s", path).isBetween(1, BUDGET - 1);
  }

  /** The answer is kept in the same transaction. */
  private static RequestSpecification keyed(RequestSpecification request) {
    return request.header("Idempotency-Key", UUID.randomUUID());
  }

  /** Statements of the transaction with the most of them, the sweeps' smaller ones among them. */
  private int mostSince(int position) {
    Map<String, List<MatchResult>> transactions =
        ENTRY
            .matcher(text().substring(position))
            .results()
            .collect(groupingBy(entry -> entry.group(1)));
    return transactions.values().stream().mapToInt(List::size).max().orElse(0);
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
