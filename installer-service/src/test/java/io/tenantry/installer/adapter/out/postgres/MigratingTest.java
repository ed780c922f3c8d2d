package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.digitalCard;
import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Drifted;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class MigratingTest {

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
  }

  @AfterEach
  void nobodyCanLogInBetweenRuns() {
    assertThat(
            cluster.query(
                database,
                "select rolname from pg_roles where rolcanlogin and rolname like '%\\_m\\_%'"))
        .isEmpty();
  }

  @Test
  void digitalCardIsInstalled() {
    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "digital_card"), digitalCard("db/tenant/V"), Grants.NONE);

    assertThat(outcome).isEqualTo(new Applied(10));
    assertThat(
            cluster.query(
                database,
                "select tablename from pg_tables where schemaname = 'digital_card' and tablename <> 'flyway_schema_history' order by 1"))
        .containsExactly(
            "card", "card_event", "card_type", "holder", "revocation_reason", "setting");
    assertThat(
            cluster.query(
                database,
                "select distinct tableowner from pg_tables where schemaname = 'digital_card' and tablename <> 'flyway_schema_history'"))
        .containsExactly(database.name() + "_m_digital_card");
    assertThat(
            cluster.query(
                database,
                "select nspowner::regrole::text from pg_namespace where nspname = 'digital_card'"))
        .containsExactly(database.name() + "_owner");
  }

  @Test
  void theRealFlywayFindsNothingToComplainAbout() {
    cluster.migrator.migrate(
        run(database, "digital_card"), digitalCard("db/tenant/V"), Grants.NONE);

    Flyway flyway =
        Flyway.configure()
            .dataSource(cluster.jdbcUrl(database), "postgres", "any")
            .schemas("digital_card")
            .locations(
                "filesystem:"
                    + io.tenantry.testkit.modules.ProjectFiles.module("digital-card")
                        .resolve("db/tenant"))
            .load();

    flyway.validate();
    assertThat(flyway.info().pending()).isEmpty();
    assertThat(flyway.info().applied())
        .extracting(MigrationInfo::getState)
        .hasSize(10)
        .containsOnly(MigrationState.SUCCESS);
    assertThat(flyway.info().current().getVersion()).hasToString("10");
    assertThat(flyway.migrate().migrationsExecuted).isZero();
  }

  @Test
  void whatTheRealFlywayBeganIsContinued() {
    cluster.execute(database, "create schema old authorization " + database.ownerRole());
    List<Script> scripts = scripts("create table a (x int)", "create table b (x int)");
    cluster.migrator.migrate(run(database, "module_a"), scripts.subList(0, 1), Grants.NONE);

    assertThat(cluster.migrator.migrate(run(database, "module_a"), scripts, Grants.NONE))
        .isEqualTo(new Applied(1));
    assertThat(
            cluster.query(
                database,
                "select version from module_a.flyway_schema_history order by installed_rank"))
        .containsExactly("1", "2");
  }

  @Test
  void theSameRunAgainFindsThatItIsDone() {
    Run run = run(database, "module_a");
    List<Script> scripts = scripts("create table a (x int)");
    cluster.migrator.migrate(run, scripts, Grants.NONE);

    assertThat(cluster.migrator.migrate(run, scripts, Grants.NONE)).isEqualTo(new Applied(0));
  }

  @Test
  void anotherRunFindsNothingToDo() {
    List<Script> scripts = scripts("create table a (x int)");
    cluster.migrator.migrate(run(database, "module_a"), scripts, Grants.NONE);

    assertThat(cluster.migrator.migrate(run(database, "module_a"), scripts, Grants.NONE))
        .isEqualTo(new Applied(0));
  }

  @Test
  void aFailingScriptIsToldWithLineAndStatementAndNothingOfTheRunIsLeft() {
    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a"),
            scripts(
                "create table a (x int primary key)",
                "insert into a values (1);\n\n-- twice\ninsert into a\n  values (1);\nselect 1;"),
            Grants.NONE);

    ScriptFailure failure = ((Failed) outcome).failure();
    assertThat(failure.script()).isEqualTo("db/tenant/V2__script.sql");
    assertThat(failure.line()).contains(4);
    assertThat(failure.sqlState()).contains("23505");
    assertThat(failure.statement()).contains("insert into a\n  values (1)");
    assertThat(failure.detail()).contains("duplicate key value");
    assertThat(cluster.query(database, "select relname from pg_class where relname = 'a'"))
        .isEmpty();
    assertThat(cluster.query(database, "select version from module_a.flyway_schema_history"))
        .isEmpty();
  }

  @Test
  void aSyntaxErrorIsToldWithItsLine() {
    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a"), scripts("select 1;\nselect 'ä';\nselekt 2;"), Grants.NONE);

    ScriptFailure failure = ((Failed) outcome).failure();
    assertThat(failure.line()).contains(3);
    assertThat(failure.sqlState()).contains("42601");
  }

  @Test
  void aFailedRunCanBeTriedAgainWithMendedScripts() {
    Run run = run(database, "module_a");
    cluster.migrator.migrate(run, scripts("create table a (x int)", "selekt"), Grants.NONE);

    Outcome outcome =
        cluster.migrator.migrate(run, scripts("create table a (x int)", "select 2"), Grants.NONE);

    assertThat(outcome).isEqualTo(new Applied(2));
  }

  @Test
  void aViolationThatIsDeferredFailsTheRun() {
    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a"),
            scripts(
                """
                create table a (x int primary key);
                create table b (x int references a deferrable initially deferred);
                insert into b values (1);
                """),
            Grants.NONE);

    assertThat(((Failed) outcome).failure().sqlState()).contains("23503");
    assertThat(cluster.query(database, "select relname from pg_class where relname = 'b'"))
        .isEmpty();
  }

  @Test
  void anAppliedScriptThatHasChangedIsDrift() {
    cluster.migrator.migrate(run(database, "module_a"), scripts("select 1"), Grants.NONE);

    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a"), scripts("select 2", "create table a (x int)"), Grants.NONE);

    assertThat(((Drifted) outcome).drift().script()).isEqualTo("V1__script.sql");
    assertThat(cluster.query(database, "select relname from pg_class where relname = 'a'"))
        .isEmpty();
  }

  @Test
  void setupSeesTheParametersAndIsDoneOncePerRun() {
    cluster.migrator.migrate(
        run(database, "digital_card"), digitalCard("db/tenant/V"), Grants.NONE);
    List<Script> setup = digitalCard("setup/1");
    Run run = run(database, "digital_card");
    String parameters = "{\"locale\": \"de\", \"defaultDesign\": \"it's-\\\\plain\"}";

    Outcome wrong = cluster.migrator.setUp(run, setup, parameters);
    Outcome right = cluster.migrator.setUp(run, setup, "{\"locale\": \"de\"}");

    assertThat(((Failed) wrong).failure().sqlState()).contains("23514");
    assertThat(right).isEqualTo(new Applied(1));
    assertThat(
            cluster.query(
                database,
                "select locale || ' ' || default_design || ' ' || card_validity_months from digital_card.setting"))
        .containsExactly("de classic 24");
    assertThat(cluster.migrator.setUp(run, setup, "{\"locale\": \"fr\"}"))
        .isEqualTo(new Applied(0));
  }

  @Test
  void aLandlordMigrationIsDoneForTheFirstTenantOnly() {
    List<Script> scripts = digitalCard("db/landlord/V");

    Outcome first =
        cluster.migrator.migrate(
            run(UUID.randomUUID(), Cluster.LANDLORD, "digital_card", 1), scripts, Grants.NONE);
    Outcome second =
        cluster.migrator.migrate(
            run(UUID.randomUUID(), Cluster.LANDLORD, "digital_card", 2), scripts, Grants.NONE);

    assertThat(List.of(first, second)).containsExactly(new Applied(1), new Applied(0));
    assertThat(cluster.query(Cluster.LANDLORD, "select count(*) from digital_card.card_design"))
        .containsExactly("5");
    cluster.execute(
        Cluster.LANDLORD, "drop schema digital_card cascade; delete from tenantry.fence");
  }
}
