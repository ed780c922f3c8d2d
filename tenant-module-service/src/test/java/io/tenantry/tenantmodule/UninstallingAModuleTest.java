package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.module.TenantModuleDeactivated;
import io.tenantry.contracts.module.TenantModuleDeactivating;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's card goes, with the identity that nobody else needs. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class UninstallingAModuleTest {

  private final UUID cards = UUID.randomUUID();
  private final UUID identities = UUID.randomUUID();
  private Partners partners;
  private String tenant;
  private UUID installation;
  private UUID job;

  @BeforeEach
  void aTenantRemovesItsCard() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    installation = Api.installCard(tenant);
    partners.say(
        partners.reserved(
            installation,
            Plans.dependency("identity").build(),
            Plans.item("digital_card").build()));
    partners.say(partners.completed(installation, "identity", "digital_card"));
  }

  @Test
  void theRegistryIsAskedForAPlanOfAnUninstallation() {
    asks("?removeUnused=true");

    JobRequested requested = heard(JobRequested.class, job);
    assertThat(requested.getKind()).isEqualTo(JobKind.UNINSTALL);
    assertThat(requested.getOptions().getRemoveUnused()).isTrue();
    assertThat(requested.getOptions().getAllowPrereleases()).isFalse();
    assertThat(requested.getInstalled())
        .extracting("module", "installedAs")
        .containsExactly(
            tuple("digital_card", InstalledAs.REQUESTED),
            tuple("identity", InstalledAs.DEPENDENCY));
  }

  @Test
  void whatIsLeftUnusedIsOffered() {
    asks("");
    PlanItem removal = Plans.removal("digital_card", "1.0.0").build();

    partners.say(
        new PlanReserved(job, tenant, List.of(removal), Partners.NOW, List.of("identity")));

    Api.job(job)
        .body("state", equalTo("RUNNING"))
        .body("plan.action", contains("REMOVE"))
        .body("plan.module", contains("digital_card"))
        .body("unusedDependencies", contains("identity"));
  }

  @Test
  void everybodyIsToldToStopBeforeTheInstallerBegins() throws Exception {
    asks("?removeUnused=true");

    partners.say(plan());

    TenantModuleDeactivating fact =
        PlatformServers.events()
            .await(
                TenantModuleDeactivating.class,
                one -> one.getJobId().equals(job) && one.getModule().equals("digital_card"));
    assertThat(fact.getStatus()).isEqualTo("UNINSTALLING");
    assertThat(fact.getVersion()).isEqualTo("1.0.0");
    assertThat(fact.getLocation().getSchemaName()).isEqualTo("digital_card");
    assertThat(fact.getPermissions()).extracting("name").containsExactly("digital_card.view");
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested", "TenantModuleDeactivating", "TenantModuleDeactivating", "JobApproved");
    assertThat(heard(JobApproved.class, job).getItems())
        .extracting(
            ApprovedItem::getModule,
            ApprovedItem::getAction,
            ApprovedItem::getFromVersion,
            ApprovedItem::getVersion,
            ApprovedItem::getParameters,
            ApprovedItem::getRestores)
        .containsExactly(
            tuple(
                "digital_card", PlanAction.REMOVE, "1.0.0", "1.0.0", "{\"colour\":\"red\"}", null),
            tuple("identity", PlanAction.REMOVE, "1.0.0", "1.0.0", "{}", null));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("UNINSTALLING"))
        .body("version", equalTo("1.0.0"));
  }

  @Test
  void theTenantHasTheModulesNoMoreWhenTheInstallerIsDone() throws Exception {
    asks("?removeUnused=true");
    partners.say(plan());

    partners.say(done());

    Api.job(job).body("state", equalTo("SUCCEEDED"));
    for (String module : List.of("digital_card", "identity")) {
      Api.module(tenant, module).statusCode(404);
    }
    Api.tenantViewer(tenant)
        .get("/v1/tenants/{tenant}/modules", tenant)
        .then()
        .body("items", empty());
    assertThat(heard(JobEnded.class, job).getModules())
        .extracting(ModuleResult::getModule, ModuleResult::getAction)
        .containsExactly(
            tuple("digital_card", PlanAction.REMOVE), tuple("identity", PlanAction.REMOVE));
    TenantModuleDeactivated fact =
        PlatformServers.events()
            .await(
                TenantModuleDeactivated.class,
                one -> one.getJobId().equals(job) && one.getModule().equals("digital_card"));
    assertThat(fact.getKeptData()).isEqualTo(cards);
    assertThat(fact.getStatus()).isEqualTo("UNINSTALLED");
  }

  @Test
  void theTopicForgetsAModuleThatIsGone() {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(done());

    List<ConsumerRecord<String, byte[]>> records =
        PlatformServers.events()
            .awaitRecords(
                Topics.TENANT_MODULES, 4, one -> one.key().equals(tenant + "/digital_card"));
    assertThat(records)
        .extracting(one -> EventClient.header(one, "ce_type"))
        .containsExactly(
            "io.tenantry.TenantModuleActivated",
            "io.tenantry.TenantModuleDeactivating",
            "io.tenantry.TenantModuleDeactivated",
            "");
    assertThat(records.get(3).value()).isNull();
    assertThat(EventClient.header(records.get(3), "ce_correlationid")).isEqualTo(job.toString());
  }

  @Test
  void theirDataIsKept() {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(done());

    Api.keptData(tenant)
        .statusCode(200)
        .body("items.module", contains("identity", "digital_card"))
        .body("items.id", contains(identities.toString(), cards.toString()))
        .body("items.version", contains("1.0.0", "1.0.0"))
        .body("items.status", contains("KEPT", "KEPT"))
        .body("items.jobId", contains(job.toString(), job.toString()));
  }

  @Test
  void dataThatIsToBePurgedIsAfterTheEndOfTheJob() throws Exception {
    asks("?data=purge");
    partners.say(partners.reserved(job, Plans.removal("digital_card", "1.0.0").build()));

    partners.say(partners.removed(job, Map.of("digital_card", cards)));

    Api.keptData(tenant).body("items.status", contains("PURGING"));
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested",
            "TenantModuleDeactivating",
            "JobApproved",
            "TenantModuleDeactivated",
            "null",
            "JobEnded",
            "KeptDataPurgeRequested");
    assertThat(heard(TenantModuleDeactivated.class, job).getKeptData()).isNull();
    KeptDataPurgeRequested request =
        PlatformServers.events()
            .await(KeptDataPurgeRequested.class, one -> one.getKeptDataId().equals(cards));
    assertThat(request.getTenantId()).isEqualTo(tenant);
    assertThat(request.getModule()).isEqualTo("digital_card");
    assertThat(request.getRequestedBy()).isEqualTo("tenant-admin@tenantry.local");

    partners.say(partners.purged(cards, "digital_card"));
    Api.keptData(tenant).body("items", empty());
  }

  @Test
  void theModulesStayAndAreSaidToBeActiveWhenItIsUndone() throws Exception {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(partners.failed(job));
    Api.module(tenant, "digital_card").body("status", equalTo("ROLLING_BACK"));

    partners.say(partners.rolledBack(job));

    Api.job(job).body("state", equalTo("FAILED"));
    Api.module(tenant, "digital_card")
        .body("status", equalTo("ACTIVE"))
        .body("parameters.colour", equalTo("red"))
        .body("jobId", equalTo(job.toString()));
    assertThat(Database.eventsAbout(job))
        .containsExactly(
            "JobRequested",
            "TenantModuleDeactivating",
            "TenantModuleDeactivating",
            "JobApproved",
            "JobEnded",
            "TenantModuleActivated",
            "TenantModuleActivated");
    Api.keptData(tenant).body("items", empty());
  }

  @Test
  void theyAreSaidToBeActiveWhenAnOperatorHasCleanedUp() throws Exception {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(partners.rollbackFailed(job));
    Api.module(tenant, "digital_card").body("status", equalTo("MANUAL_INTERVENTION"));

    Api.platformAdmin()
        .body(Map.of("action", "CLEANED_UP", "note", "By hand."))
        .post("/v1/installation-jobs/{id}/resolution", job)
        .then()
        .statusCode(202);

    Api.module(tenant, "digital_card").body("status", equalTo("ACTIVE"));
    assertThat(Database.eventsAbout(job))
        .endsWith("JobResolved", "JobEnded", "TenantModuleActivated", "TenantModuleActivated");
    partners.say(partners.rolledBack(job));
    assertThat(Database.eventsAbout(job)).hasSize(8);
  }

  @Test
  void aFailedOneIsTriedAgainWithTheSameOptions() {
    asks("?data=purge&removeUnused=true");
    partners.say(partners.rejected(job));

    String again =
        Api.tenantAdmin(tenant)
            .post("/v1/installation-jobs/{id}/retry", job)
            .then()
            .statusCode(202)
            .body("kind", equalTo("UNINSTALL"))
            .body("data", equalTo("purge"))
            .body("removeUnused", equalTo(true))
            .extract()
            .path("id");

    assertThat(heard(JobRequested.class, UUID.fromString(again)).getOptions().getRemoveUnused())
        .isTrue();
  }

  @Test
  void whatIsDeliveredTwiceOrSaidTwiceHasOneEffect() throws Exception {
    asks("?data=purge&removeUnused=true");
    partners.sayTwice(plan());
    partners.repeat(plan());
    partners.sayTwice(done());
    partners.repeat(done());

    assertThat(Database.eventsAbout(job)).hasSize(11);
  }

  @Test
  void theModuleCanBeInstalledAgain() {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(done());

    partners.runToTheEnd(Api.installCard(tenant), "digital_card");

    Api.module(tenant, "digital_card").body("status", equalTo("ACTIVE"));
  }

  @Test
  void anInstallationBeginsWithWhatWasKept() {
    asks("");
    partners.say(partners.reserved(job, Plans.removal("digital_card", "1.0.0").build()));
    partners.say(partners.removed(job, Map.of("digital_card", cards)));
    UUID restoring = restores();

    Api.keptData(tenant).body("items.status", contains("RESTORING"));
    Api.job(restoring).body("restores", equalTo(cards.toString()));
    partners.say(
        partners.reserved(
            restoring,
            Plans.dependency("mail").build(),
            Plans.item("digital_card").setVersion("1.1.0").build()));

    assertThat(heard(JobApproved.class, restoring).getItems())
        .extracting(
            ApprovedItem::getModule,
            ApprovedItem::getAction,
            ApprovedItem::getRestores,
            ApprovedItem::getFromVersion)
        .containsExactly(
            tuple("mail", PlanAction.INSTALL, null, null),
            tuple("digital_card", PlanAction.INSTALL, cards, "1.0.0"));
    partners.say(partners.completed(restoring, "mail", "digital_card"));
    Api.keptData(tenant).body("items", empty());
    Api.module(tenant, "digital_card").body("status", equalTo("ACTIVE"));
  }

  @Test
  void whatWasKeptStaysWhenItsRestoreFailsAndIsRestoredByARetry() {
    asks("");
    partners.say(partners.reserved(job, Plans.removal("digital_card", "1.0.0").build()));
    partners.say(partners.removed(job, Map.of("digital_card", cards)));
    UUID restoring = restores();
    Api.purge(tenant, cards)
        .statusCode(409)
        .body("type", equalTo(Api.type("kept-data-being-restored")));

    partners.say(
        partners.reserved(restoring, Plans.item("digital_card").setVersion("0.9.0").build()));

    Api.job(restoring)
        .body("state", equalTo("FAILED"))
        .body("problem.code", equalTo("kept-data-newer"));
    Api.keptData(tenant).body("items.status", contains("KEPT"));
    Api.tenantAdmin(tenant)
        .post("/v1/installation-jobs/{id}/retry", restoring)
        .then()
        .statusCode(202)
        .body("restores", equalTo(cards.toString()));
    Api.keptData(tenant).body("items.status", contains("RESTORING"));
  }

  @Test
  void whatIsTooOldIsPurged() throws Exception {
    asks("?removeUnused=true");
    partners.say(plan());
    partners.say(done());

    Database.change(
        "update kept_data set purge_after = now() - interval '1 second' where id = ?", cards);

    Awaitility.await()
        .untilAsserted(
            () ->
                Api.keptData(tenant)
                    .body("items.status", hasItem("PURGING"))
                    .body("items.status", not(hasItem("RESTORING"))));
    KeptDataPurgeRequested request =
        PlatformServers.events()
            .await(KeptDataPurgeRequested.class, one -> one.getKeptDataId().equals(cards));
    assertThat(request.getRequestedBy()).isEqualTo("retention");
    assertThat(Database.auditTrailOf(tenant)).endsWith("kept-data.purge-requested PURGING");
  }

  private void asks(String query) {
    job = Api.uninstalled(tenant, "digital_card", query);
  }

  private UUID restores() {
    Map<String, Object> request = Map.of("module", "digital_card", "restore", cards);
    return UUID.fromString(
        Api.install(tenant, request)
            .statusCode(202)
            .body("restores", equalTo(cards.toString()))
            .extract()
            .path("id"));
  }

  private PlanReserved plan() {
    return partners.reserved(
        job,
        Plans.removal("digital_card", "1.0.0").build(),
        Plans.removal("identity", "1.0.0").setInstalledAs(InstalledAs.DEPENDENCY).build());
  }

  private JobCompleted done() {
    return partners.removed(job, Map.of("digital_card", cards, "identity", identities));
  }
}
