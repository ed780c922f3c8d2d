package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.subscription.SubscriptionElsewhere;
import io.tenantry.testkit.subscription.SubscriptionServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans that a subscription service elsewhere is asked about. */
@QuarkusTest
@TestProfile(SubscribedElsewhere.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(SubscriptionElsewhere.class)
class AskingForASubscriptionTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration RESET = Duration.ofSeconds(6);
  private static final int FAILURES = 5;

  private final SubscriptionServer service = SubscriptionElsewhere.running();
  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aTenantAsksForAModule() {
    service.fail(false);
    service.refuse(Set.of());
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
  }

  @Test
  void aPlanThatIsAllowedRuns() throws Exception {
    reserve();

    assertThat(heard(JobApproved.class, job).getTenantId()).isEqualTo(tenant);
    Api.job(job).body("state", equalTo("RUNNING")).body("waitingFor", nullValue());
    assertThat(service.callsAbout(tenant)).hasSize(1);
    assertThat(service.callsAbout(tenant).get(0))
        .contains("\"jobId\":\"" + job + '"', "\"requiredFeatures\":[\"cards\"]");
    assertThat(Database.read("select 1 from plan_check where job_id = ?", job)).isEmpty();
  }

  @Test
  void aPlanThatIsNotAllowedIsRefusedAndNoFailure() {
    service.refuse(Set.of("digital_card"));

    reserve();

    JobRejected rejected = heard(JobRejected.class, job);
    assertThat(rejected.getCode()).isEqualTo("subscription-refused");
    assertThat(rejected.getDetail()).isEqualTo("The subscription does not cover 'digital_card'.");
    assertThat(service.callsAbout(tenant)).hasSize(1);
    circuitIs("CLOSED");
  }

  @Test
  void aServiceThatIsDownIsLeftAloneAndTheJobWaits() {
    service.fail(true);
    int before = service.calls();

    reserve();

    awaitCircuit("OPEN");
    Instant opened = Instant.now();
    awaitReason("The subscription service has failed too often; it is asked again after a pause.");
    assertThat(service.calls() - before).as("until it opens").isEqualTo(FAILURES);
    ready();
    await("the probe").atMost(LIMIT).until(() -> service.calls() - before > FAILURES);
    assertThat(Duration.between(opened, Instant.now())).isGreaterThan(RESET.minusSeconds(1));
    awaitCircuit("OPEN");
    assertThat(service.calls() - before).as("one probe").isEqualTo(FAILURES + 1);
    Api.job(job).body("state", equalTo("VALIDATING"));

    service.fail(false);

    heard(JobApproved.class, job);
    assertThat(service.calls() - before).isEqualTo(FAILURES + 2);
    circuitIs("CLOSED");
    Api.job(job).body("state", equalTo("RUNNING")).body("waitingFor", nullValue());
    assertThat(metrics())
        .contains("tenantry_subscription_circuit{state=\"CLOSED\"} 1.0")
        .contains("tenantry_subscription_answers_total{outcome=\"not-known\"}");
  }

  private void reserve() {
    partners.say(
        partners.reserved(
            job, Plans.item("digital_card").setRequiredFeatures(List.of("cards")).build()));
  }

  private void awaitReason(String reason) {
    await("what the job waits for")
        .atMost(LIMIT)
        .until(() -> reason.equals(Api.job(job).extract().path("waitingFor")));
    Api.job(job).body("state", equalTo("VALIDATING"));
  }

  private static void awaitCircuit(String state) {
    await("the circuit is " + state).atMost(LIMIT).untilAsserted(() -> circuitIs(state));
  }

  private static void circuitIs(String state) {
    ready()
        .body("checks.findAll { it.name == 'subscription' }.data.circuit", hasItem(state))
        .body("checks.findAll { it.name == 'subscription' }.data.adapter", hasItem("HTTP"));
  }

  private static ValidatableResponse ready() {
    return RestAssured.get("/q/health/ready").then().statusCode(200);
  }

  private static String metrics() {
    return RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
  }
}
