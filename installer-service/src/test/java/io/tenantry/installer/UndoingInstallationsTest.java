package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.StepReference;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class UndoingInstallationsTest {

  private static final String LANDLORD_SCRIPT = "create table design (name text);";

  private static final String PROTECT =
      """
      create function protect() returns event_trigger language plpgsql as $$
      begin
        if exists (select from pg_event_trigger_dropped_objects()
            where object_identity = 'kept_b') then
          raise 'kept_b is protected';
        end if;
      end $$
      """;

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void aFailingScriptIsToldWithItsPlaceAndEverythingIsUndone() {
    ApprovedItem good = card("good_b", "create table card (x int);");
    ApprovedItem bad =
        card("bad_b", "create table card (x int);\n\ninsert into card\n  values ('x');");

    UUID job = tenant.install(good, bad);

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getCode()).isEqualTo("script-failed");
    assertThat(failed.getModule()).isEqualTo("bad_b");
    assertThat(failed.getStep()).isEqualTo("tenant-migrations");
    assertThat(failed.getScript()).isEqualTo("db/tenant/V1__card.sql");
    assertThat(failed.getLine()).isEqualTo(4);
    assertThat(failed.getSqlState()).isEqualTo("22P02");
    assertThat(failed.getStatement()).isEqualTo("insert into card\n  values ('x')");
    JobRolledBack undone = heard(JobRolledBack.class, job);
    assertThat(undone.getUndone()).hasSize(8);
    assertThat(undone.getUndone().get(0))
        .isEqualTo(new StepReference("bad_b", "1.0.0", "tenant-migrations"));
    assertNothingIsLeft("good_b");
    assertNothingIsLeft("bad_b");
    assertThat(Database.eventsAbout(job)).containsExactly("JobFailed", "JobRolledBack");
  }

  @Test
  void whatOtherTenantsUseOfTheLandlordDatabaseStays() {
    Tenant other = Tenant.provisioned();
    UUID first = other.install(card("shared_b", "create table card (x int);"));
    heard(JobCompleted.class, first);

    UUID second = tenant.install(card("shared_b", "selekt;"));

    heard(JobRolledBack.class, second);
    assertThat(Database.tablesOf(Database.LANDLORD, "shared_b")).containsExactly("design");
    assertThat(Database.tablesOf(other.database(), "shared_b")).containsExactly("card");
    assertThat(Database.tablesOf(database, "shared_b")).isEmpty();
    assertThat(usersOf("shared_b")).containsExactly(other.id());
  }

  @Test
  void whoLeavesLastRemovesThePartOfTheLandlordDatabase() {
    UUID job = tenant.install(card("alone_b", "selekt;"));

    heard(JobRolledBack.class, job);

    assertNothingIsLeft("alone_b");
    assertThat(usersOf("alone_b")).isEmpty();
  }

  @Test
  void theSameModuleCanBeInstalledAfterItWasUndone() {
    heard(JobRolledBack.class, tenant.install(card("again_b", "selekt;")));

    heard(JobCompleted.class, tenant.install(card("again_b", "create table card (x int);")));

    assertThat(Database.tablesOf(database, "again_b")).containsExactly("card");
    assertThat(Database.tablesOf(Database.LANDLORD, "again_b")).containsExactly("design");
  }

  @Test
  void aSchemaThatTheJobDidNotMakeStaysAndThePreflightFails() {
    heard(JobCompleted.class, tenant.install(card("twice_b", "create table card (x int);")));

    UUID job = tenant.install(card("twice_b", "create table card (x int);"));

    assertThat(heard(JobFailed.class, job).getDetail())
        .contains("has a schema twice_b already, which this job did not make");
    heard(JobRolledBack.class, job);
    assertThat(Database.tablesOf(database, "twice_b")).containsExactly("card");
  }

  @Test
  void aPackageThatIsNotTheOneOfThePlanFailsTheJobAndIsNotKept() {
    String digest = "sha256:" + "0".repeat(64);
    ApprovedItem item = module("corrupt_b", Map.of("module.yaml", "")).setDigest(digest).build();

    JobFailed failed = heard(JobFailed.class, tenant.install(item));

    assertThat(failed.getCode()).isEqualTo("package-corrupt");
    assertThat(failed.getStep()).isEqualTo("preflight");
    assertThat(failed.getScript()).isNull();
    assertThat(failed.getDetail()).contains("corrupt_b 1.0.0").contains(digest);
    assertThat(PackageServer.files().resolve("packages/" + "0".repeat(64) + ".zip")).doesNotExist();
    assertThat(PackageServer.requestsFor(item.getPackageLocation())).hasSize(1);
  }

  @Test
  void anotherApprovalOfAJobThatWasUndoneIsAnsweredWithItsOutcome() {
    ApprovedItem item = card("told_b", "selekt;");
    UUID job = tenant.install(item);
    heard(JobRolledBack.class, job);

    tenant.say(tenant.approval(job, item));

    List<JobRolledBack> outcomes = heard(JobRolledBack.class, 2, job);
    assertThat(outcomes.get(1).getUndone()).isEqualTo(outcomes.get(0).getUndone()).hasSize(3);
  }

  @Test
  void anUndoThatIsRefusedIsLeftToAnOperatorWithTheCommands() {
    Database.change(database, PROTECT);
    Database.change(
        database, "create event trigger protect on sql_drop execute function protect()");

    UUID job = tenant.install(card("kept_b", "selekt;"));

    JobRollbackFailed left = heard(JobRollbackFailed.class, job);
    assertThat(left.getUndone()).isEmpty();
    assertThat(left.getRemaining()).hasSize(3);
    assertThat(left.getRemaining().get(0).getStep())
        .isEqualTo(new StepReference("kept_b", "1.0.0", "tenant-migrations"));
    assertThat(left.getRemaining().get(0).getDetail()).contains("kept_b is protected");
    assertThat(left.getRemaining().get(0).getRemedy())
        .anyMatch(command -> command.contains("DROP SCHEMA IF EXISTS \"kept_b\" CASCADE"));
  }

  private void assertNothingIsLeft(String module) {
    String schemas = "select nspname from pg_namespace where nspname = ?";
    assertThat(Database.read(database, schemas, module)).isEmpty();
    assertThat(Database.read(Database.LANDLORD, schemas, module)).isEmpty();
    assertThat(
            Database.read(
                database,
                "select rolname from pg_roles where rolname like '%\\_m\\_' || ?",
                module))
        .isEmpty();
    assertThat(Database.read(database, "select id from tenantry.run where module = ?", module))
        .isEmpty();
  }

  private static List<String> usersOf(String module) {
    return Database.read(
        Database.INSTALLER, "select tenant_id from landlord_use where module = ?", module);
  }

  private static ApprovedItem card(String name, String script) {
    return module(
            name,
            Map.of(
                "module.yaml",
                "name: " + name,
                "db/landlord/V1__design.sql",
                LANDLORD_SCRIPT,
                "db/tenant/V1__card.sql",
                script))
        .build();
  }
}
