package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.common.StepReference;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upgrades over Kafka: the saga's side of the installer. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class UpgradingInstallationsTest {

  private static final Map<String, String> FORMER =
      Map.of(
          "module.yaml",
          "runtime: {tenant: {tables: {card: [select]}}}",
          "db/landlord/V1__design.sql",
          "create table design (name text);",
          "db/tenant/V1__card.sql",
          "create table card (x int); create table setting (value text);",
          "setup/1_value.sql",
          "insert into setting select current_setting('tenantry.parameters')::jsonb ->> 'value';",
          "setup/undo/1_value.sql",
          "delete from setting;");

  private static final Map<String, String> ADDED =
      Map.of(
          "module.yaml",
          "runtime: {tenant: {tables: {card: [select, insert]}}}",
          "db/landlord/V2__more.sql",
          "alter table design add column more text;",
          "db/landlord/U2__more.sql",
          "alter table design drop column more;",
          "db/tenant/V2__y.sql",
          "alter table card add column y int default 7;",
          "db/tenant/U2__y.sql",
          "alter table card drop column y;",
          "setup/1_value.sql",
          "update setting set value = current_setting('tenantry.parameters')::jsonb ->> 'value';");

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void anUpgradeKeepsTheDataAndTellsWhatItIs() {
    install("grown_u");
    Database.change(database, "insert into grown_u.card values (1)");

    UUID job = tenant.upgrade(upgrade("grown_u", Map.of()));

    CompletedModule completed = heard(JobCompleted.class, job).getModules().get(0);
    assertThat(completed.getAction()).isEqualTo(PlanAction.UPGRADE);
    assertThat(completed.getVersion()).isEqualTo("1.1.0");
    assertThat(Database.read(database, "select x || ' ' || y from grown_u.card"))
        .containsExactly("1 7");
    assertThat(Database.read(database, "select value from grown_u.setting")).containsExactly("new");
    assertThat(columns(Database.LANDLORD, "grown_u", "design")).containsExactly("more", "name");
    assertThat(versionsInUse("grown_u")).containsExactly("1.1.0");
  }

  @Test
  void aFailingUpgradeLeavesTheFormerVersionWithItsDataAndParameters() {
    install("fails_u");
    Database.change(database, "insert into fails_u.card values (1)");

    UUID job =
        tenant.upgrade(
            upgrade(
                "fails_u",
                Map.of("setup/2_last.sql", "selekt;", "setup/undo/2_last.sql", "select 1;")));

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getScript()).isEqualTo("setup/2_last.sql");
    assertThat(failed.getVersion()).isEqualTo("1.1.0");
    assertThat(heard(JobRolledBack.class, job).getUndone()).hasSize(4);
    assertThat(columns(database, "fails_u", "card")).containsExactly("x");
    assertThat(columns(Database.LANDLORD, "fails_u", "design")).containsExactly("name");
    assertThat(Database.read(database, "select x::text from fails_u.card")).containsExactly("1");
    assertThat(Database.read(database, "select value from fails_u.setting")).containsExactly("old");
    assertThat(versionsInUse("fails_u")).containsExactly("1.0.0");
  }

  @Test
  void newParametersAloneAreAnUpgradeWithoutMigrations() {
    install("tuned_u");
    Map<String, String> same = new HashMap<>(FORMER);
    same.put(
        "setup/1_value.sql",
        "update setting set value = current_setting('tenantry.parameters')::jsonb ->> 'value';");

    UUID job = tenant.upgrade(upgradeTo(item("tuned_u", same, "1.0.0", "new")));

    heard(JobCompleted.class, job);
    assertThat(Database.read(database, "select value from tuned_u.setting")).containsExactly("new");
  }

  @Test
  void anUpgradeWithoutAWayBackChangesNothing() {
    install("stuck_u");

    UUID job = tenant.upgrade(upgrade("stuck_u", Map.of("db/tenant/V3__z.sql", "select 1;")));

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getStep()).isEqualTo("preflight");
    assertThat(failed.getDetail())
        .contains("Nothing takes db/tenant/V3__z.sql back; the package needs its undo script.");
    heard(JobRolledBack.class, job);
    assertThat(columns(database, "stuck_u", "card")).containsExactly("x");
  }

  @Test
  void aModuleThatIsNotThereCannotBeUpgraded() {
    UUID job = tenant.upgrade(upgrade("absent_u", Map.of()));

    assertThat(heard(JobFailed.class, job).getDetail())
        .contains("has no schema absent_u, which was installed before");
    heard(JobRolledBack.class, job);
  }

  @Test
  void anUndoThatFailsIsLeftToAnOperatorWithTheCommands() {
    install("left_u");

    UUID job =
        tenant.upgrade(
            upgrade(
                "left_u",
                Map.of(
                    "db/tenant/U2__y.sql",
                    "selekt;",
                    "setup/2_last.sql",
                    "selekt;",
                    "setup/undo/2_last.sql",
                    "select 1;")));

    JobRollbackFailed left = heard(JobRollbackFailed.class, job);
    assertThat(left.getUndone()).containsExactly(new StepReference("left_u", "1.1.0", "setup"));
    assertThat(left.getRemaining()).hasSize(3);
    assertThat(left.getRemaining().get(0).getRemedy())
        .anyMatch(command -> command.contains("-f db/tenant/U2__y.sql"))
        .anyMatch(command -> command.contains("DELETE FROM \"left_u\".flyway_schema_history"));
    assertThat(left.getRemaining().get(1).getRemedy())
        .anyMatch(command -> command.contains("-d landlord"));
  }

  private void install(String name) {
    heard(JobCompleted.class, tenant.install(item(name, FORMER, "1.0.0", "old").build()));
  }

  private static ApprovedItem upgrade(String name, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(FORMER);
    files.putAll(ADDED);
    files.putAll(more);
    return upgradeTo(item(name, files, "1.1.0", "new"));
  }

  private static ApprovedItem upgradeTo(ApprovedItem.Builder item) {
    return item.setAction(PlanAction.UPGRADE).setFromVersion("1.0.0").build();
  }

  private static ApprovedItem.Builder item(
      String name, Map<String, String> files, String version, String value) {
    return module(name, files)
        .setVersion(version)
        .setParameters("{\"value\": \"%s\"}".formatted(value));
  }

  private static List<String> columns(String database, String module, String table) {
    return Database.read(
        database,
        """
        select column_name::text from information_schema.columns
        where table_schema = ? and table_name = ? order by 1
        """,
        module,
        table);
  }

  private static List<String> versionsInUse(String module) {
    return Database.read(
        Database.INSTALLER, "select version from landlord_use where module = ?", module);
  }
}
