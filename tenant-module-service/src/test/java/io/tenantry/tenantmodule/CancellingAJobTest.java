package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.StopReason;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that somebody does not want any more. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class CancellingAJobTest {

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aJobIsValidated() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
  }

  @Test
  void aQueuedJobFailsAtOnce() throws Exception {
    UUID queued = Api.install(tenant, "mail");

    cancel(queued)
        .statusCode(202)
        .header("Location", endsWith("/v1/installation-jobs/" + queued))
        .body("state", equalTo("FAILED"))
        .body("problem.code", equalTo("cancelled"));

    Api.job(queued).body("state", equalTo("FAILED")).body("endedAt", notNullValue());
    assertThat(Database.eventsAbout(queued)).containsExactly("TenantModuleFailed");
    assertThat(Database.auditTrailOf(tenant)).endsWith("job.moved FAILED cancelled");
    assertThat(timelineOf(queued)).containsExactly("1 PENDING", "2 FAILED");
  }

  @Test
  void aJobThatIsValidatedIsRefused() throws Exception {
    cancel(job).statusCode(202).body("state", equalTo("FAILED"));

    assertThat(heard(JobRejected.class, job).getCode()).isEqualTo("cancelled");
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobRejected", "TenantModuleFailed");
    assertThat(timelineOf(job)).containsExactly("1 PENDING", "2 VALIDATING", "3 FAILED");
  }

  @Test
  void aRunningJobIsAskedToStopOnce() throws Exception {
    run();

    cancel(job)
        .statusCode(202)
        .body("state", equalTo("RUNNING"))
        .body("stopRequested", equalTo("CANCEL"));
    cancel(job).statusCode(202);

    JobStopRequested asked = heard(JobStopRequested.class, job);
    assertThat(asked.getReason()).isEqualTo(StopReason.CANCEL);
    assertThat(asked.getTenantId()).isEqualTo(tenant);
    Api.job(job).body("state", equalTo("RUNNING")).body("stopRequested", equalTo("CANCEL"));
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobApproved", "JobStopRequested");
    assertThat(Database.auditTrailOf(tenant)).endsWith("job.stop-requested CANCEL");
  }

  @Test
  void aStopThatLosesAgainstCompletionShowsSuccess() {
    run();
    cancel(job).statusCode(202);

    partners.say(partners.completed(job, "digital_card"));

    Api.job(job).body("state", equalTo("SUCCEEDED")).body("problem", nullValue());
    refused(cancel(job), "SUCCEEDED");
  }

  @Test
  void whatIsBeingUndoneIsTooLateToCancel() throws Exception {
    run();
    partners.say(partners.failed(job));
    refused(cancel(job), "ROLLING_BACK");
    partners.say(partners.rollbackFailed(job));
    refused(cancel(job), "MANUAL_INTERVENTION");
    partners.say(partners.rolledBack(job));
    refused(cancel(job), "FAILED");

    assertThat(Database.auditTrailOf(tenant)).endsWith("job.cancel REFUSED FAILED");
  }

  @Test
  void manyWhoCancelAtOnceAskOnce() throws Exception {
    run();

    List<Integer> answers = AtOnce.run(8, () -> cancel(job).extract().statusCode());

    assertThat(answers).containsOnly(202);
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobApproved", "JobStopRequested");
  }

  @Test
  void aJobOfAnotherTenantIsNotFoundAndTheAttemptIsAudited() throws Exception {
    String stranger = Api.registeredTenant();
    String unknown = UUID.randomUUID().toString();

    notFound(Api.tenantAdmin(stranger), job.toString());
    notFound(Api.tenantAdmin(stranger), unknown);
    notFound(Api.platformAdmin(), "no-uuid");

    Api.job(job).body("state", equalTo("VALIDATING"));
    assertThat(
            Database.read(
                "select subject from audit_entry where action = 'access.refused' and subject like ?",
                "%" + job + "%"))
        .containsExactly("POST /v1/installation-jobs/" + job + "/cancel");
  }

  @Test
  void aViewerCancelsNothing() {
    Api.tenantViewer(tenant).post("/v1/installation-jobs/{id}/cancel", job).then().statusCode(403);
    Api.job(job).body("state", equalTo("VALIDATING"));
  }

  private void run() {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
  }

  private ValidatableResponse cancel(UUID id) {
    return Api.tenantAdmin(tenant).post("/v1/installation-jobs/{id}/cancel", id).then();
  }

  private static void notFound(RequestSpecification user, String id) {
    user.post("/v1/installation-jobs/{id}/cancel", id)
        .then()
        .statusCode(404)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-not-found")))
        .body("detail", equalTo("There is no job " + id + "."));
  }

  private static void refused(ValidatableResponse answer, String state) {
    answer
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("job-not-cancellable")))
        .body("state", equalTo(state))
        .body("detail", containsString("is " + state + ": too late"));
  }

  private static List<String> timelineOf(UUID id) throws Exception {
    return Database.read(
        "select sequence || ' ' || job_state from job_timeline where job_id = ? order by sequence",
        id);
  }
}
