package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static io.tenantry.testkit.infrastructure.PlatformServers.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.contracts.tenant.KeptDataPurged;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Removals, restorations and purges over Kafka: the saga's side of the installer. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class RemovingInstallationsTest {

  private static final Map<String, String> FILES =
      Map.of(
          "module.yaml",
          "runtime: {tenant: {tables: {card: [select]}}}",
          "db/landlord/V1__design.sql",
          "create table design (name text);",
          "db/tenant/V1__card.sql",
          "create table card (x int);");

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void aRemovedModuleLeavesItsDataAside() {
    UUID kept = remove("aside_r");

    assertThat(schemasOf("aside_r")).singleElement().asString().startsWith("_kept_");
    assertThat(
            Database.read(
                Database.LANDLORD, "select 1 from pg_namespace where nspname = 'aside_r'"))
        .hasSize(1);
    assertThat(Database.read(database, "select id::text from tenantry.aside"))
        .containsExactly(kept.toString());
  }

  @Test
  void itsStepsAreTold() {
    install("told_r");

    UUID job = tenant.install(removal("told_r"));

    assertThat(heard(JobProgressed.class, 6, job))
        .extracting(one -> one.getStep() + " " + one.getState() + " " + one.getPercent())
        .containsExactly(
            "preflight STARTED 0",
            "preflight COMPLETED 33",
            "teardown STARTED 33",
            "teardown COMPLETED 66",
            "set-aside STARTED 66",
            "set-aside COMPLETED 100");
  }

  @Test
  void keptDataComesBackWithANewerVersion() {
    UUID kept = remove("back_r");
    Map<String, String> newer = new HashMap<>(FILES);
    newer.put("db/tenant/V2__y.sql", "alter table card add column y int default 7;");
    newer.put("db/tenant/U2__y.sql", "alter table card drop column y;");

    UUID job =
        tenant.install(
            module("back_r", newer)
                .setVersion("1.1.0")
                .setFromVersion("1.0.0")
                .setRestores(kept)
                .build());

    CompletedModule completed = heard(JobCompleted.class, job).getModules().get(0);
    assertThat(completed.getAction()).isEqualTo(PlanAction.INSTALL);
    assertThat(completed.getVersion()).isEqualTo("1.1.0");
    assertThat(completed.getLocation().getSchemaName()).isEqualTo("back_r");
    assertThat(Database.read(database, "select x || ' ' || y from back_r.card"))
        .containsExactly("1 7");
    assertThat(Database.read(database, "select id from tenantry.aside")).isEmpty();
  }

  @Test
  void dataThatCannotBeUpgradedStaysKept() {
    UUID kept = remove("stays_r");
    Map<String, String> newer = new HashMap<>(FILES);
    newer.put("db/tenant/V2__y.sql", "selekt;");
    newer.put("db/tenant/U2__y.sql", "select 1;");

    UUID job =
        tenant.install(
            module("stays_r", newer)
                .setVersion("1.1.0")
                .setFromVersion("1.0.0")
                .setRestores(kept)
                .build());

    assertThat(heard(JobFailed.class, job).getScript()).isEqualTo("db/tenant/V2__y.sql");
    heard(JobRolledBack.class, job);
    assertThat(schemasOf("stays_r")).singleElement().asString().startsWith("_kept_");
    assertThat(Database.read(database, "select id::text from tenantry.aside"))
        .containsExactly(kept.toString());
  }

  @Test
  void olderPackagesThanTheDataAreRefused() {
    UUID kept = remove("older_r");
    Map<String, String> older = new HashMap<>(FILES);
    older.remove("db/tenant/V1__card.sql");
    older.put("db/tenant/V0__before.sql", "select 1;");

    UUID job =
        tenant.install(module("older_r", older).setFromVersion("1.0.0").setRestores(kept).build());

    assertThat(heard(JobFailed.class, job).getDetail())
        .contains("V1__card.sql: It was applied with checksum")
        .contains("but the package does not hold it.");
    heard(JobRolledBack.class, job);
  }

  @Test
  void aPurgeLeavesNothingAndIsAnsweredAgain() {
    UUID kept = remove("gone_r");

    purge("gone_r", kept);
    purged(1, kept);
    purge("gone_r", kept);
    purged(2, kept);

    assertThat(schemasOf("gone_r")).isEmpty();
    assertThat(
            Database.read(Database.LANDLORD, "select 1 from pg_namespace where nspname = 'gone_r'"))
        .isEmpty();
    assertThat(
            Database.read(Database.INSTALLER, "select 1 from landlord_use where module = 'gone_r'"))
        .isEmpty();
  }

  @Test
  void thePartOfTheLandlordDatabaseStaysForOthers() {
    Tenant other = Tenant.provisioned();
    heard(JobCompleted.class, other.install(module("shared_r", FILES).build()));
    UUID kept = remove("shared_r");

    purge("shared_r", kept);
    purged(1, kept);

    assertThat(
            Database.read(
                Database.INSTALLER, "select tenant_id from landlord_use where module = 'shared_r'"))
        .containsExactly(other.id());
    assertThat(Database.tablesOf(Database.LANDLORD, "shared_r")).containsExactly("design");
  }

  @Test
  void aModuleThatIsNotThereCannotBeRemoved() {
    UUID job = tenant.install(removal("absent_r"));

    assertThat(heard(JobFailed.class, job).getDetail())
        .contains("has no schema absent_r, which was installed before");
    heard(JobRolledBack.class, job);
  }

  private void install(String name) {
    heard(JobCompleted.class, tenant.install(module(name, FILES).build()));
    Database.change(database, "insert into %s.card values (1)".formatted(name));
  }

  /** Installs and removes the module and answers what is kept of it. */
  private UUID remove(String name) {
    install(name);
    UUID job = tenant.install(removal(name));
    CompletedModule completed = heard(JobCompleted.class, job).getModules().get(0);
    assertThat(completed.getAction()).isEqualTo(PlanAction.REMOVE);
    assertThat(completed.getLocation()).isNull();
    return completed.getKeptData();
  }

  private static ApprovedItem removal(String name) {
    return module(name, FILES).setAction(PlanAction.REMOVE).setFromVersion("1.0.0").build();
  }

  private void purge(String name, UUID kept) {
    tenant.say(new KeptDataPurgeRequested(kept, tenant.id(), name, "alice", Instant.now()));
  }

  private void purged(int count, UUID kept) {
    List<KeptDataPurged> answers =
        events().await(KeptDataPurged.class, count, one -> one.getKeptDataId().equals(kept));
    assertThat(answers).allMatch(one -> one.getTenantId().equals(tenant.id()));
  }

  private List<String> schemasOf(String module) {
    return Database.read(
        database, "select nspname from pg_namespace where nspname like '%' || ?", module);
  }
}
