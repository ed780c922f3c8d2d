package io.tenantry.tenantmodule;

import static io.tenantry.contracts.job.StepState.COMPLETED;
import static io.tenantry.contracts.job.StepState.STARTED;
import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.module.TenantModuleActivated;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way that goes well, with registry and installer played over Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class InstallingAModuleTest {

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aTenantAsksForAModule() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
  }

  @Test
  void theRegistryIsAskedForAPlan() {
    JobRequested requested = heard(JobRequested.class, job);

    assertThat(requested.getTenantId()).isEqualTo(tenant);
    assertThat(requested.getModule()).isEqualTo("digital_card");
    assertThat(requested.getVersionRange()).isEqualTo("^1");
    assertThat(requested.getInstalled()).isEmpty();
    assertThat(requested.getOptions().getAllowPrereleases()).isTrue();
    assertThat(requested.getRequestedBy()).isEqualTo("tenant-admin@tenantry.local");
    Api.job(job).body("state", equalTo("VALIDATING")).body("plan", empty());
    Api.module(tenant, "digital_card").body("status", equalTo("VALIDATING"));
  }

  @Test
  void anApprovedPlanGoesToTheInstallerWithTheParametersThatWereAskedFor() {
    partners.say(plan());

    JobApproved approved = heard(JobApproved.class, job);
    assertThat(approved.getDeadline()).isEqualTo(heard(JobRequested.class, job).getDeadline());
    assertThat(approved.getItems())
        .extracting(ApprovedItem::getModule, ApprovedItem::getParameters)
        .containsExactly(tuple("identity", "{}"), tuple("digital_card", "{\"colour\":\"red\"}"));
    assertThat(approved.getItems().get(1).getRequires())
        .containsExactly(new ModuleRequirement("identity", "^1"));
    Api.job(job)
        .body("state", equalTo("RUNNING"))
        .body("plan.module", contains("identity", "digital_card"))
        .body("plan.installedAs", contains("DEPENDENCY", "REQUESTED"));
    Api.module(tenant, "digital_card").body("status", equalTo("INSTALLING"));
  }

  @Test
  void progressIsShownAndWhatIsOlderThanWhatIsKnownIsNot() {
    partners.say(plan());

    partners.say(partners.progressed(job, 1, "preflight", STARTED, 5));
    partners.say(partners.progressed(job, 2, "preflight", COMPLETED, 20));
    partners.sayTwice(partners.progressed(job, 4, "tenant-migrations", STARTED, 40));
    partners.repeat(partners.progressed(job, 4, "tenant-migrations", STARTED, 40));
    partners.say(partners.progressed(job, 3, "backup", STARTED, 30));

    Api.job(job)
        .body("percent", equalTo(40))
        .body("steps.step", contains("preflight", "tenant-migrations"))
        .body("steps.state", contains("COMPLETED", "STARTED"))
        .body("steps[0].startedAt", equalTo(Partners.NOW.plusSeconds(1).toString()))
        .body("steps[0].endedAt", equalTo(Partners.NOW.plusSeconds(2).toString()))
        .body("steps[1].endedAt", nullValue());
  }

  @Test
  void aStepThatIsTriedAgainHasNotEnded() {
    partners.say(plan());

    partners.say(partners.progressed(job, 1, "preflight", STARTED, 5));
    partners.say(partners.progressed(job, 2, "preflight", STARTED, 5));

    Api.job(job)
        .body("steps.step", contains("preflight"))
        .body("steps[0].startedAt", equalTo(Partners.NOW.plusSeconds(1).toString()))
        .body("steps[0].endedAt", nullValue());
  }

  @Test
  void theTenantHasTheModulesWhenTheInstallerIsDone() {
    partners.say(plan());
    partners.say(done());

    Api.job(job).body("state", equalTo("SUCCEEDED")).body("endedAt", notNullValue());
    Api.module(tenant, "digital_card")
        .body("status", equalTo("ACTIVE"))
        .body("version", equalTo("1.0.0"))
        .body("installedAs", equalTo("REQUESTED"))
        .body("namespace", equalTo("App\\digital_card"))
        .body("permissions.name", contains("digital_card.view"))
        .body("permissions.description", contains("See it."))
        .body("parameters.colour", equalTo("red"))
        .body("location.schema", equalTo("digital_card"))
        .body("location.runtimeSecret", equalTo("secret/" + tenant + "/digital_card"))
        .body("jobId", equalTo(job.toString()))
        .body("job", equalTo("/v1/installation-jobs/" + job));
    Api.module(tenant, "identity")
        .body("status", equalTo("ACTIVE"))
        .body("installedAs", equalTo("DEPENDENCY"));
  }

  @Test
  void theRegistryIsToldThatTheJobIsOver() {
    partners.say(plan());
    partners.say(done());

    JobEnded ended = heard(JobEnded.class, job);
    assertThat(ended.getTenantId()).isEqualTo(tenant);
    assertThat(ended.getOutcome()).isEqualTo(JobOutcome.SUCCEEDED);
    assertThat(ended.getModules()).extracting("module").containsExactly("identity", "digital_card");
  }

  @Test
  void everybodyIsToldWhatTheTenantHasNow() {
    partners.say(plan());
    partners.say(done());

    ConsumerRecord<String, byte[]> fact =
        events()
            .awaitRecords(
                Topics.TENANT_MODULES, 1, one -> one.key().equals(tenant + "/digital_card"))
            .get(0);
    assertThat(EventClient.header(fact, "ce_subject")).isEqualTo(tenant + "/digital_card");
    TenantModuleActivated activated =
        events()
            .await(
                TenantModuleActivated.class,
                one -> one.getJobId().equals(job) && one.getModule().equals("digital_card"));
    assertThat(activated.getTenantId()).isEqualTo(tenant);
    assertThat(activated.getVersion()).isEqualTo("1.0.0");
    assertThat(activated.getStatus()).isEqualTo("ACTIVE");
    assertThat(activated.getPermissions()).extracting("name").containsExactly("digital_card.view");
    assertThat(activated.getLocation().getSchemaName()).isEqualTo("digital_card");
    assertThat(activated.getLocation().getRuntimeSecret())
        .isEqualTo("secret/" + tenant + "/digital_card");
  }

  @Test
  void whatIsDeliveredTwiceOrSaidTwiceHasOneEffect() throws Exception {
    partners.sayTwice(plan());
    partners.repeat(plan());
    partners.sayTwice(done());
    partners.repeat(done());

    Api.job(job).body("state", equalTo("SUCCEEDED"));
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested",
            "JobApproved",
            "TenantModuleActivated",
            "TenantModuleActivated",
            "JobEnded");
    assertThat(Database.auditTrailOf(tenant))
        .containsExactly(
            "tenant.registered ACCEPTED",
            "tenant.provisioned READY",
            "installation.requested " + job + " VALIDATING",
            "job.moved RUNNING",
            "job.moved SUCCEEDED");
    assertThat(timeline()).containsExactly("PENDING", "VALIDATING", "RUNNING", "SUCCEEDED");
  }

  @Test
  void whatIsSaidAfterTheEndChangesNothing() throws Exception {
    partners.say(plan());
    partners.say(partners.progressed(job, 1, "preflight", STARTED, 5));
    partners.say(done());
    String ended = Api.job(job).extract().asString();
    List<String> events = Database.eventsAbout(job);

    partners.say(partners.progressed(job, 200, "setup", COMPLETED, 99));
    partners.say(partners.rejected(job));
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));
    partners.say(partners.rolledBack(job));

    assertThat(Api.job(job).extract().asString()).isEqualTo(ended);
    assertThat(Database.eventsAbout(job)).isEqualTo(events);
    Api.module(tenant, "digital_card").body("status", equalTo("ACTIVE"));
  }

  @Test
  void theNextJobIsAskedForWithWhatTheTenantHas() {
    partners.say(plan());
    partners.say(done());

    JobRequested next = heard(JobRequested.class, Api.install(tenant, "mail"));

    assertThat(next.getInstalled())
        .extracting("module", "version")
        .containsExactly(tuple("digital_card", "1.0.0"), tuple("identity", "1.0.0"));
  }

  private PlanReserved plan() {
    return partners.reserved(
        job,
        Plans.dependency("identity").build(),
        Plans.item("digital_card")
            .setRequires(List.of(new ModuleRequirement("identity", "^1")))
            .build());
  }

  private JobCompleted done() {
    return partners.completed(job, "identity", "digital_card");
  }

  private List<String> timeline() throws Exception {
    return Database.read(
        "select job_state from job_timeline where job_id = ? order by sequence", job);
  }

  private static EventClient events() {
    return PlatformServers.events();
  }
}
