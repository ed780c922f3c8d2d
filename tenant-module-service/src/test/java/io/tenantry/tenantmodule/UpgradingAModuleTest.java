package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.JobKind;
import io.tenantry.contracts.common.ModuleResult;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.module.TenantModuleUpgraded;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant with a card, in red, and the identity that it needs gets newer ones. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class UpgradingAModuleTest {

  private Partners partners;
  private String tenant;
  private UUID installation;
  private UUID job;

  @BeforeEach
  void aTenantAsksForANewerVersion() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    installation = Api.installCard(tenant);
    partners.say(
        partners.reserved(
            installation,
            Plans.dependency("identity").build(),
            Plans.item("digital_card").build()));
    partners.say(partners.completed(installation, "identity", "digital_card"));
    job = Api.upgrade(tenant, "digital_card", "^1.1");
  }

  @Test
  void theRegistryIsAskedForAPlanOfAnUpgrade() {
    JobRequested requested = heard(JobRequested.class, job);

    assertThat(requested.getKind()).isEqualTo(JobKind.UPGRADE);
    assertThat(requested.getVersionRange()).isEqualTo("^1.1");
    assertThat(requested.getInstalled())
        .extracting("module", "version")
        .containsExactly(tuple("digital_card", "1.0.0"), tuple("identity", "1.0.0"));
  }

  @Test
  void theInstallerIsToldWhatIsNewAndWhatIsUpgradedWithWhichParameters() {
    partners.say(plan());

    JobApproved approved = heard(JobApproved.class, job);
    assertThat(approved.getKind()).isEqualTo(JobKind.UPGRADE);
    assertThat(approved.getItems())
        .extracting(
            ApprovedItem::getModule,
            ApprovedItem::getAction,
            ApprovedItem::getFromVersion,
            ApprovedItem::getVersion,
            ApprovedItem::getParameters)
        .containsExactly(
            tuple("mail", PlanAction.INSTALL, null, "1.0.0", "{}"),
            tuple("identity", PlanAction.UPGRADE, "1.0.0", "1.2.0", "{}"),
            tuple("digital_card", PlanAction.UPGRADE, "1.0.0", "1.1.0", "{\"colour\":\"red\"}"));
    Api.job(job)
        .body("state", equalTo("RUNNING"))
        .body("kind", equalTo("UPGRADE"))
        .body("plan.module", contains("mail", "identity", "digital_card"))
        .body("plan.action", contains("INSTALL", "UPGRADE", "UPGRADE"))
        .body("plan.fromVersion", contains(null, "1.0.0", "1.0.0"));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("UPGRADING"))
        .body("version", equalTo("1.0.0"));
  }

  @Test
  void theTenantHasTheNewVersionsWhenTheInstallerIsDone() {
    partners.say(plan());
    partners.say(done());

    Api.job(job).body("state", equalTo("SUCCEEDED"));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("ACTIVE"))
        .body("version", equalTo("1.1.0"))
        .body("installedAs", equalTo("REQUESTED"))
        .body("parameters.colour", equalTo("red"))
        .body("jobId", equalTo(job.toString()));
    Api.module(tenant, "identity")
        .body("version", equalTo("1.2.0"))
        .body("installedAs", equalTo("DEPENDENCY"));
    Api.module(tenant, "mail")
        .body("status", equalTo("ACTIVE"))
        .body("installedAs", equalTo("DEPENDENCY"));
  }

  @Test
  void everybodyIsToldWhatIsThereNowAndFromWhichVersionItCame() throws Exception {
    partners.say(plan());
    partners.say(done());

    TenantModuleUpgraded fact =
        PlatformServers.events()
            .await(
                TenantModuleUpgraded.class,
                one -> one.getJobId().equals(job) && one.getModule().equals("digital_card"));
    assertThat(fact.getTenantId()).isEqualTo(tenant);
    assertThat(fact.getFromVersion()).isEqualTo("1.0.0");
    assertThat(fact.getVersion()).isEqualTo("1.1.0");
    assertThat(fact.getStatus()).isEqualTo("ACTIVE");
    assertThat(fact.getInstalledAs()).isEqualTo(InstalledAs.REQUESTED);
    assertThat(fact.getNamespace()).isEqualTo("App\\digital_card");
    assertThat(fact.getPermissions()).extracting("name").containsExactly("digital_card.view");
    assertThat(fact.getLocation().getSchemaName()).isEqualTo("digital_card");
    assertThat(records("digital_card"))
        .extracting(one -> EventClient.header(one, "ce_type"))
        .containsExactly("io.tenantry.TenantModuleActivated", "io.tenantry.TenantModuleUpgraded");
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested",
            "JobApproved",
            "TenantModuleActivated",
            "TenantModuleUpgraded",
            "TenantModuleUpgraded",
            "JobEnded");
    assertThat(heard(JobEnded.class, job).getModules())
        .extracting(ModuleResult::getModule, ModuleResult::getVersion, ModuleResult::getAction)
        .containsExactly(
            tuple("mail", "1.0.0", PlanAction.INSTALL),
            tuple("identity", "1.2.0", PlanAction.UPGRADE),
            tuple("digital_card", "1.1.0", PlanAction.UPGRADE));
  }

  @Test
  void newParametersAloneAreAnUpgradeToTheSameVersion() {
    partners.say(partners.rejected(job));
    UUID change = asksForBlue();
    partners.say(
        partners.reserved(change, Plans.upgrade("digital_card", "1.0.0", "1.0.0").build()));

    assertThat(heard(JobRequested.class, change).getVersionRange()).isEqualTo("1.0.0");
    assertThat(heard(JobApproved.class, change).getItems())
        .extracting(ApprovedItem::getParameters)
        .containsExactly("{\"colour\":\"blue\"}");
    Api.module(tenant, "digital_card").body("parameters.colour", equalTo("red"));

    partners.say(partners.completed(change, "digital_card"));

    Api.module(tenant, "digital_card")
        .body("version", equalTo("1.0.0"))
        .body("parameters.colour", equalTo("blue"));
    assertThat(heard(TenantModuleUpgraded.class, change).getFromVersion()).isEqualTo("1.0.0");
  }

  @Test
  void aModuleStaysActiveAtItsFormerVersionWhileItsUpgradeIsUndoneAndAfter() throws Exception {
    partners.say(plan());
    partners.say(partners.failed(job));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("ROLLING_BACK"))
        .body("version", equalTo("1.0.0"));

    partners.say(partners.rolledBack(job));

    assertStaysAsItWas();
    Api.module(tenant, "identity")
        .body("status", equalTo("ACTIVE"))
        .body("version", equalTo("1.0.0"));
    Api.module(tenant, "mail").statusCode(404);
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobApproved", "JobEnded");
    assertThat(heard(JobEnded.class, job).getModules()).isEmpty();
  }

  @Test
  void aModuleStaysActiveAtItsFormerVersionWhenItsUpgradeIsRefused() throws Exception {
    partners.say(partners.rejected(job));

    assertStaysAsItWas();
    Api.job(job).body("problem.code", equalTo("unknown-module")).body("plan", empty());
    assertThat(Database.eventsAbout(job)).containsExactly("JobRequested", "JobRejected");
  }

  @Test
  void aFailedUpgradeIsTriedAgainAsOne() {
    partners.say(partners.rejected(job));

    String again =
        Api.tenantAdmin(tenant)
            .post("/v1/installation-jobs/{id}/retry", job)
            .then()
            .statusCode(202)
            .body("kind", equalTo("UPGRADE"))
            .body("version", equalTo("^1.1"))
            .body("retryOf", equalTo(job.toString()))
            .extract()
            .path("id");

    assertThat(heard(JobRequested.class, UUID.fromString(again)).getKind())
        .isEqualTo(JobKind.UPGRADE);
  }

  @Test
  void aPlanThatRemovesWhatTheTenantDoesNotHaveSoIsRefused() {
    partners.say(
        partners.reserved(
            job,
            Plans.removal("identity", "0.9.0").build(),
            Plans.upgrade("digital_card", "1.0.0", "1.1.0").build()));

    Api.job(job).body("state", equalTo("FAILED")).body("problem.code", equalTo("not-installed-so"));
  }

  @Test
  void aPlanThatWasStoredBeforeThereWereUpgradesMeansInstallations() throws Exception {
    Database.change(
        """
        update job set plan = jsonb_set(plan, '{modules}', (
          select jsonb_agg(one - 'action') from jsonb_array_elements(plan -> 'modules') as one))
        where id = ?
        """,
        installation);

    Api.job(installation)
        .body("plan.module", contains("identity", "digital_card"))
        .body("plan.action", contains("INSTALL", "INSTALL"));
  }

  @Test
  void whatIsDeliveredTwiceOrSaidTwiceHasOneEffect() throws Exception {
    partners.sayTwice(plan());
    partners.repeat(plan());
    partners.sayTwice(done());
    partners.repeat(done());

    assertThat(Database.eventsAbout(job)).hasSize(6);
    assertThat(Database.auditTrailOf(tenant))
        .endsWith(
            "upgrade.requested " + job + " VALIDATING", "job.moved RUNNING", "job.moved SUCCEEDED");
  }

  private void assertStaysAsItWas() {
    Api.job(job).body("state", equalTo("FAILED"));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("ACTIVE"))
        .body("version", equalTo("1.0.0"))
        .body("parameters.colour", equalTo("red"))
        .body("jobId", equalTo(job.toString()));
  }

  private UUID asksForBlue() {
    Map<String, Object> request = Map.of("parameters", Map.of("colour", "blue"));
    return UUID.fromString(
        Api.upgrade(tenant, "digital_card", request).statusCode(202).extract().path("id"));
  }

  private PlanReserved plan() {
    return partners.reserved(
        job,
        Plans.dependency("mail").build(),
        Plans.upgrade("identity", "1.0.0", "1.2.0").setInstalledAs(InstalledAs.DEPENDENCY).build(),
        Plans.upgrade("digital_card", "1.0.0", "1.1.0").build());
  }

  private JobCompleted done() {
    return partners.completed(job, "mail", "identity", "digital_card");
  }

  /** Everything that was told of the tenant's module, oldest first. */
  private List<ConsumerRecord<String, byte[]>> records(String module) {
    return PlatformServers.events().records(Topics.TENANT_MODULES).stream()
        .filter(one -> one.key().equals(tenant + "/" + module))
        .toList();
  }
}
