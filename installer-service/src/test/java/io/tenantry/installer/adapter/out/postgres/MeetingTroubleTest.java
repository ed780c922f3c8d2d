package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes by itself is tried again; what a script has caused fails it. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class MeetingTroubleTest {

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private Run run;

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    run = run(database, "module_a");
  }

  @AfterEach
  void theRoleCannotLogIn() {
    assertThat(
            cluster.query(
                database,
                "select rolname from pg_roles where rolcanlogin and rolname = '%s_m_module_a'"
                    .formatted(database.name())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "53200", "53300", "55P03", "57P03"})
  void whatPassesByItselfLeavesNothingAndIsTriedAgain(String state) {
    List<Script> scripts =
        scripts(
            "create table a (x int)",
            "do $$ begin raise 'later' using errcode = '%s'; end $$".formatted(state));

    assertThatExceptionOfType(DatabaseUnavailable.class)
        .isThrownBy(() -> migrate(scripts))
        .withMessageContaining("later");

    assertThat(tables()).isEmpty();
    assertThat(migrate(scripts("create table a (x int)", "select 1"))).isEqualTo(new Applied(2));
  }

  @Test
  void aSessionThatIsEndedByAnAdministratorIsTriedAgain() {
    assertThatExceptionOfType(DatabaseUnavailable.class)
        .isThrownBy(
            () ->
                migrate(
                    scripts(
                        "create table a (x int); select pg_terminate_backend(pg_backend_pid())")));

    assertThat(tables()).isEmpty();
  }

  @Test
  void aTableThatSomebodyHasLockedIsWaitedFor() throws Exception {
    migrate(scripts("create table a (x int)"));
    List<Script> scripts =
        scripts(
            "create table a (x int)", "set local lock_timeout = '50ms'; alter table a add y int");
    Run next = run(database, "module_a");
    try (Connection other = cluster.superuser(database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table module_a.a in access share mode");

      assertThatExceptionOfType(DatabaseUnavailable.class)
          .isThrownBy(() -> cluster.migrator.migrate(next, scripts, Grants.NONE));
    }

    assertThat(cluster.migrator.migrate(next, scripts, Grants.NONE)).isEqualTo(new Applied(1));
  }

  @Test
  void aStatementThatTakesTooLongFailsItsScript() {
    ScriptFailure failure =
        failure(scripts("set local statement_timeout = '50ms';\nselect pg_sleep(5);"));

    assertThat(failure.sqlState()).contains("57014");
    assertThat(failure.line()).contains(2);
  }

  @Test
  void anErrorBehindOtherStatementsIsToldWithItsOwnPlace() {
    ScriptFailure failure =
        failure(
            scripts(
                """
                select 1; select 2;
                create table a (x int);
                /* one */ insert into a select generate_series(1, 3);
                do $$ begin perform 1; perform 2; end $$;
                -- the culprit
                select 1 / (x - x) from a;
                select 3;
                """));

    assertThat(failure.script()).isEqualTo("db/tenant/V1__script.sql");
    assertThat(failure.sqlState()).contains("22012");
    assertThat(failure.line()).contains(6);
    assertThat(failure.statement()).contains("select 1 / (x - x) from a");
    assertThat(failure.detail()).isEqualTo("division by zero");
  }

  @Test
  void onlyTheBeginningOfALongStatementIsTold() {
    ScriptFailure failure = failure(scripts("select 1 / 0, '" + "x".repeat(300) + "'"));

    assertThat(failure.statement().orElseThrow()).hasSize(200).startsWith("select 1 / 0, 'xxx");
  }

  @Test
  void aPlaceholderOfAModuleThatIsNotRequiredFailsBeforeAnythingOfItsScriptRuns() {
    ScriptFailure failure =
        failure(scripts("create table a (x int)", "select * from ${schema:identity}.person"));

    assertThat(failure.detail()).startsWith("db/tenant/V2__script.sql:1 refers to the schema");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aScriptWithAByteOrderMarkRunsAsFlywayRunsIt() {
    assertThat(migrate(scripts("\uFEFFcreate table a (x int)"))).isEqualTo(new Applied(1));
  }

  @Test
  void aModuleThatItRequiresNeedNotHaveAPartInTheSameDatabase() {
    Run needsIdentity = run(database, "module_a", "identity");

    assertThat(cluster.migrator.migrate(needsIdentity, scripts("select 1"), Grants.NONE))
        .isEqualTo(new Applied(1));
  }

  @Test
  void whoRefersToASchemaThatIsNotThereFails() {
    Run needsIdentity = run(database, "module_a", "identity");

    Outcome outcome =
        cluster.migrator.migrate(
            needsIdentity, scripts("select * from ${schema:identity}.person"), Grants.NONE);

    assertThat(((Failed) outcome).failure().sqlState()).contains("42P01");
  }

  @Test
  void aSchemaOfSomebodyElseIsNoReasonToTryAgain() {
    cluster.execute(database, "create schema module_a");

    assertThatExceptionOfType(DatabaseRefused.class)
        .isThrownBy(() -> migrate(scripts("select 1")))
        .withMessageContaining("SQLSTATE 42501")
        .withMessageContaining("module_a");
  }

  @Test
  void aDatabaseThatIsNotThereIsWaitedFor() {
    DatabaseRef nowhere = new DatabaseRef(Cluster.SERVER, "tn_nowhere");

    assertThatExceptionOfType(DatabaseUnavailable.class)
        .isThrownBy(
            () -> cluster.migrator.migrate(run(nowhere, "mail"), scripts("select 1"), Grants.NONE))
        .withMessageContaining("tn_nowhere");
  }

  @Test
  void aServerThatNobodyConfiguredIsNamed() {
    DatabaseRef elsewhere = new DatabaseRef("elsewhere", "tn_1");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> cluster.provisioner.ensure(elsewhere))
        .withMessage("set tenantry.installer.servers.elsewhere.host");
  }

  @Test
  void aRoleThatMayNotProvisionIsNoReasonToTryAgain() {
    cluster.execute(
        database,
        """
        do $$ begin
          create role powerless login password 'tenantry-local';
          grant connect on database postgres to powerless;
        exception when duplicate_object then null;
        end $$
        """);

    assertThatExceptionOfType(NotProvisioned.class)
        .isThrownBy(
            () ->
                cluster
                    .provisionerAs("powerless")
                    .ensure(new DatabaseRef(Cluster.SERVER, "tn_refused")))
        .withMessageContaining("SQLSTATE 42501")
        .extracting(NotProvisioned::code)
        .isEqualTo("provisioning-refused");
  }

  private Outcome migrate(List<Script> scripts) {
    return cluster.migrator.migrate(run, scripts, Grants.NONE);
  }

  private ScriptFailure failure(List<Script> scripts) {
    return ((Failed) migrate(scripts)).failure();
  }

  private List<String> tables() {
    return cluster.query(
        database,
        "select tablename from pg_tables where schemaname = 'module_a' and tablename <> 'flyway_schema_history'");
  }
}
