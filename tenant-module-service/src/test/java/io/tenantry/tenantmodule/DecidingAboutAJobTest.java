package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.JobResolved;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose undo failed, what an operator decides about them, and jobs that are tried again. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class DecidingAboutAJobTest {

  private static final Map<String, String> UNDO_AGAIN = Map.of("action", "UNDO_AGAIN");
  private static final Map<String, String> CLEANED_UP =
      Map.of("action", "CLEANED_UP", "note", "Dropped it by hand.");

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aJobNeedsAnOperator() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));
  }

  @Test
  void theJobShowsWhatIsLeftAndTheCommands() {
    Api.job(job)
        .body("state", equalTo("MANUAL_INTERVENTION"))
        .body("undone", empty())
        .body("remaining.module", contains("digital_card"))
        .body("remaining.version", contains("1.0.0"))
        .body("remaining.step", contains("tenant-migrations"))
        .body("remaining.detail", contains("The schema is in use."))
        .body("remaining[0].commands", contains("drop schema digital_card"));
  }

  @Test
  void theUndoIsTriedAgain() throws Exception {
    resolve(UNDO_AGAIN).statusCode(202).body("state", equalTo("ROLLING_BACK"));

    assertThat(heard(JobUndoRequested.class, job).getTenantId()).isEqualTo(tenant);
    assertThat(Database.auditTrailOf(tenant)).endsWith("job.resolved UNDO_AGAIN");
    partners.say(partners.rolledBack(job));
    Api.job(job).body("state", equalTo("FAILED")).body("remaining", empty());
  }

  @Test
  void whatIsCleanedUpEndsAndIsGivenBack() throws Exception {
    resolve(CLEANED_UP).statusCode(202).body("state", equalTo("FAILED"));

    JobResolved resolved = heard(JobResolved.class, job);
    assertThat(resolved.getNote()).isEqualTo("Dropped it by hand.");
    assertThat(resolved.getResolvedBy()).isEqualTo("platform-admin@tenantry.local");
    assertThat(heard(JobEnded.class, job).getOutcome()).isEqualTo(JobOutcome.FAILED);
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested", "JobApproved", "JobResolved", "JobEnded", "TenantModuleFailed");
    assertThat(Database.auditTrailOf(tenant))
        .endsWith("job.resolved CLEANED_UP Dropped it by hand.");
  }

  @Test
  void aDecisionIsMadeOnce() {
    resolve(CLEANED_UP).statusCode(202);

    for (Map<String, String> decision : List.of(CLEANED_UP, UNDO_AGAIN)) {
      resolve(decision)
          .statusCode(409)
          .contentType(Api.PROBLEM)
          .body("type", equalTo(Api.type("job-not-in-manual-intervention")))
          .body("state", equalTo("FAILED"));
    }
  }

  @Test
  void aDecisionThatMakesNoSenseIsRefused() {
    for (Map<String, String> body :
        List.of(
            Map.<String, String>of(),
            Map.of("action", "WAIT"),
            Map.of("action", "CLEANED_UP"),
            Map.of("action", "CLEANED_UP", "note", " "),
            Map.of("action", "CLEANED_UP", "note", "a\0b"),
            Map.of("action", "CLEANED_UP", "note", "x".repeat(2_001)),
            Map.of("action", "UNDO_AGAIN", "note", "why not"))) {
      resolve(body).statusCode(400).contentType(Api.PROBLEM);
    }
    Api.job(job).body("state", equalTo("MANUAL_INTERVENTION"));
  }

  @Test
  void onlyAPlatformAdminDecides() {
    Api.tenantAdmin(tenant)
        .body(CLEANED_UP)
        .post("/v1/installation-jobs/{id}/resolution", job)
        .then()
        .statusCode(403);
    Api.platformAdmin()
        .body(CLEANED_UP)
        .post("/v1/installation-jobs/{id}/resolution", UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("type", equalTo(Api.type("job-not-found")));
  }

  @Test
  void aFailedJobIsTriedAgainInANewOne() throws Exception {
    retry(job).statusCode(409).body("type", equalTo(Api.type("job-not-retryable")));
    resolve(CLEANED_UP).statusCode(202);

    UUID again = UUID.fromString(retry(job).statusCode(202).extract().path("id"));

    Api.job(again)
        .body("state", equalTo("VALIDATING"))
        .body("retryOf", equalTo(job.toString()))
        .body("version", equalTo("^1"));
    assertThat(
            Database.read(
                "select (o.parameters = n.parameters and o.allow_prereleases = n.allow_prereleases)"
                    + " from job n join job o on o.id = n.retry_of where n.id = ?",
                again))
        .containsExactly("t");
    retry(job)
        .statusCode(409)
        .body("type", equalTo(Api.type("job-in-progress")))
        .body("jobId", equalTo(again.toString()));
    partners.runToTheEnd(again, "digital_card");
    retry(job).statusCode(409).body("type", equalTo(Api.type("module-already-installed")));
    Api.job(job).body("state", equalTo("FAILED"));
  }

  @Test
  void aJobOfAnotherTenantIsNotTriedAgain() {
    Api.tenantAdmin(Api.registeredTenant())
        .post("/v1/installation-jobs/{id}/retry", job)
        .then()
        .statusCode(404)
        .body("type", equalTo(Api.type("job-not-found")));
    Api.tenantViewer(tenant).post("/v1/installation-jobs/{id}/retry", job).then().statusCode(403);
  }

  private ValidatableResponse resolve(Map<String, String> decision) {
    return Api.platformAdmin()
        .body(decision)
        .post("/v1/installation-jobs/{id}/resolution", job)
        .then();
  }

  private ValidatableResponse retry(UUID id) {
    return Api.tenantAdmin(tenant).post("/v1/installation-jobs/{id}/retry", id).then();
  }
}
