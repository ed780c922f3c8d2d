package io.tenantry.tenantmodule;

import static io.tenantry.contracts.job.StepState.UNDOING;
import static io.tenantry.contracts.job.StepState.UNDONE;
import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.module.TenantModuleFailed;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose installation fails and is undone. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class UndoingAnInstallationTest {

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aJobRuns() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
  }

  @Test
  void whatFailedAndWhereIsShownWhileEverythingIsUndone() {
    partners.say(partners.failed(job));
    partners.say(partners.progressed(job, 51, "tenant-migrations", UNDOING, 40));

    Api.job(job)
        .body("state", equalTo("ROLLING_BACK"))
        .body("endedAt", nullValue())
        .body("problem.code", equalTo("script-failed"))
        .body("problem.detail", equalTo("relation \"card\" already exists"))
        .body("problem.module", equalTo("digital_card"))
        .body("problem.version", equalTo("1.0.0"))
        .body("problem.step", equalTo("tenant-migrations"))
        .body("problem.script", equalTo("db/tenant/V2__cards.sql"))
        .body("problem.line", equalTo(7))
        .body("problem.sqlState", equalTo("42P07"))
        .body("problem.statement", equalTo("create table card"))
        .body("steps.state", contains("UNDOING"));
    Api.module(tenant, "digital_card").body("status", equalTo("ROLLING_BACK"));
  }

  @Test
  void theJobFailsWhenEverythingIsUndone() throws Exception {
    partners.say(partners.failed(job));
    partners.say(partners.progressed(job, 51, "tenant-migrations", UNDONE, 40));
    partners.say(partners.rolledBack(job));

    JobEnded ended = heard(JobEnded.class, job);
    assertThat(ended.getOutcome()).isEqualTo(JobOutcome.FAILED);
    assertThat(ended.getModules()).isEmpty();
    TenantModuleFailed fact = heard(TenantModuleFailed.class, job);
    assertThat(fact.getTenantId()).isEqualTo(tenant);
    assertThat(fact.getModule()).isEqualTo("digital_card");
    assertThat(fact.getCode()).isEqualTo("script-failed");
    Api.job(job)
        .body("state", equalTo("FAILED"))
        .body("endedAt", notNullValue())
        .body("problem.script", equalTo("db/tenant/V2__cards.sql"));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("FAILED"))
        .body("version", nullValue());
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobApproved", "JobEnded", "TenantModuleFailed");
  }

  @Test
  void anOperatorIsNeededWhenTheUndoFailsAndTheFirstProblemStays() throws Exception {
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));

    Api.job(job)
        .body("state", equalTo("MANUAL_INTERVENTION"))
        .body("endedAt", nullValue())
        .body("problem.code", equalTo("script-failed"));
    Api.module(tenant, "digital_card").body("status", equalTo("MANUAL_INTERVENTION"));
    assertThat(Database.eventsAbout(job)).containsExactly("JobRequested", "JobApproved");
  }

  @Test
  void theNewsThatEverythingIsUndoneCountsAlsoWhenItComesLate() {
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));
    partners.say(partners.rolledBack(job));

    Api.job(job).body("state", equalTo("FAILED"));
    assertThat(heard(JobEnded.class, job).getOutcome()).isEqualTo(JobOutcome.FAILED);
  }

  @Test
  void aJobThatTheInstallerKnowsNothingOfFails() throws Exception {
    partners.say(partners.rolledBack(job));

    Api.job(job).body("state", equalTo("FAILED")).body("problem.code", equalTo("installer-forgot"));
    assertThat(
            Database.read(
                "select job_state from job_timeline where job_id = ? order by sequence", job))
        .containsExactly("PENDING", "VALIDATING", "RUNNING", "ROLLING_BACK", "FAILED");
  }

  @Test
  void whatIsDeliveredTwiceOrSaidTwiceHasOneEffect() throws Exception {
    partners.sayTwice(partners.failed(job));
    partners.repeat(partners.failed(job));
    partners.sayTwice(partners.rolledBack(job));
    partners.repeat(partners.rolledBack(job));

    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobApproved", "JobEnded", "TenantModuleFailed");
    assertThat(Database.auditTrailOf(tenant))
        .endsWith(
            "job.moved RUNNING",
            "job.moved ROLLING_BACK script-failed",
            "job.moved FAILED script-failed");
  }

  @Test
  void whatIsSaidAfterTheEndChangesNothing() throws Exception {
    partners.say(partners.failed(job));
    partners.say(partners.rolledBack(job));
    String ended = Api.job(job).extract().asString();

    partners.say(partners.reserved(job, Plans.item("digital_card").build()));
    partners.say(partners.rejected(job));
    partners.say(partners.failed(job));
    partners.say(partners.rollbackFailed(job));
    partners.say(partners.completed(job, "digital_card"));

    assertThat(Api.job(job).extract().asString()).isEqualTo(ended);
    Api.module(tenant, "digital_card").body("status", equalTo("FAILED"));
    assertThat(Database.eventsAbout(job)).hasSize(4);
  }
}
