package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.StopReason;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose time is over; the sweep finds them by itself. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class PassingADeadlineTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

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
  void aQueuedJobFails() throws Exception {
    UUID queued = Api.install(tenant, "mail");

    pass("queue_deadline", queued);

    awaitState(queued, "FAILED");
    Api.job(queued).body("problem.code", equalTo("queue-deadline-passed"));
    Api.job(job).body("state", equalTo("VALIDATING"));
  }

  @Test
  void aJobThatIsValidatedIsRefusedAndTheNextBegins() throws Exception {
    UUID next = Api.install(tenant, "mail");

    pass("deadline", job);

    awaitState(job, "FAILED");
    assertThat(heard(JobRejected.class, job).getCode()).isEqualTo("deadline-passed");
    Api.job(next).body("state", equalTo("VALIDATING"));
  }

  @Test
  void aRunningJobIsAskedToStopOnce() throws Exception {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));

    pass("deadline", job);

    assertThat(heard(JobStopRequested.class, job).getReason()).isEqualTo(StopReason.DEADLINE);
    Api.job(job).body("state", equalTo("RUNNING")).body("stopRequested", equalTo("DEADLINE"));
    partners.say(partners.completed(job, "digital_card"));
    Api.job(job).body("state", equalTo("SUCCEEDED"));
    assertThat(Database.eventsAbout(job)).containsOnlyOnce("JobStopRequested");
  }

  @Test
  void anUndoThatTakesTooLongNeedsAnOperator() throws Exception {
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.failed(job));

    pass("undo_deadline", job);

    awaitState(job, "MANUAL_INTERVENTION");
    assertThat(Database.auditTrailOf(tenant))
        .endsWith("job.moved MANUAL_INTERVENTION script-failed");
    partners.say(partners.rolledBack(job));
    Api.job(job).body("state", equalTo("FAILED"));
  }

  @Test
  void theJobBehindACancelledOneBegins() {
    UUID next = Api.install(tenant, "mail");

    Api.tenantAdmin(tenant).post("/v1/installation-jobs/{id}/cancel", job).then().statusCode(202);

    awaitState(next, "VALIDATING");
  }

  private static void pass(String deadline, UUID job) throws Exception {
    int rows =
        Database.change(
            "update job set " + deadline + " = now() - interval '1 second' where id = ?", job);
    assertThat(rows).isEqualTo(1);
  }

  private static void awaitState(UUID job, String state) {
    await("job " + job + " is " + state)
        .atMost(LIMIT)
        .until(() -> Api.job(job).extract().path("state").equals(state));
  }
}
