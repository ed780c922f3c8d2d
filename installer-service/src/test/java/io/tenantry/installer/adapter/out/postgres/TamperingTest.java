package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.BrokenOut;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Module SQL is foreign code: what it may try, and what comes of it. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class TamperingTest {

  private static final String MODULE = "intruder";
  private static final String NOT_PERMITTED = "42501";

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private String moduleRole;

  @BeforeEach
  void aTenantsDatabaseWithAHistory() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    moduleRole = database.moduleRole(new ModuleName(MODULE));
    cluster.migrator.migrate(
        run(database, MODULE), scripts("create table first (x int)"), Grants.NONE);
  }

  /** Whatever was tried, the platform's own things are as they were. */
  @AfterEach
  void thePlatformIsUntouched() {
    assertThat(
            cluster.query(
                database,
                "select version from intruder.flyway_schema_history where installed_rank = 1"))
        .containsExactly("1");
    assertThat(
            cluster.query(
                database,
                "select proowner::regrole::text from pg_proc where proname = 'finish_run'"))
        .containsExactly(database.ownerRole());
    assertThat(
            cluster.query(
                database,
                "select rolcanlogin or rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = '%s'"
                    .formatted(moduleRole)))
        .containsExactly("f");
    assertThat(
            cluster.query(
                database,
                "select unnest(setconfig) from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where rolname = '%s'"
                    .formatted(moduleRole)))
        .isEmpty();
    assertThat(
            cluster.query(
                database,
                "select pid from pg_stat_activity where usename = '%s'".formatted(moduleRole)))
        .isEmpty();
    assertThat(cluster.query(database, "select objid from pg_locks where locktype = 'advisory'"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set role postgres",
        "set role ${owner}",
        "set session authorization postgres",
        "copy (select 1) to program 'touch /tmp/tenantry-intruder'",
        "copy (select 1) to '/tmp/tenantry-intruder'",
        "update intruder.flyway_schema_history set checksum = 0",
        "delete from intruder.flyway_schema_history",
        "insert into intruder.flyway_schema_history values (9, '9', 'x', 'SQL', 'x', 0, 'x', now(), 0, true)",
        "select * from intruder.flyway_schema_history",
        "drop table intruder.flyway_schema_history",
        "alter table intruder.flyway_schema_history disable trigger all",
        "create trigger t before insert on intruder.flyway_schema_history execute function suppress_redundant_updates_trigger()",
        "create rule r as on insert to intruder.flyway_schema_history do instead nothing",
        "alter table intruder.flyway_schema_history rename to mine",
        "drop schema intruder cascade",
        "alter schema intruder owner to current_user",
        "update tenantry.run set state = 'DONE'",
        "select * from tenantry.run",
        "insert into tenantry.fence values ('other', 99)",
        "delete from tenantry.run_script",
        "delete from tenantry.begun_script",
        "select tenantry.write_history(gen_random_uuid())",
        "create or replace function tenantry.finish_run(a_run uuid) returns void language sql as 'select'",
        "drop function tenantry.finish_run(uuid)",
        "create table tenantry.mine (x int)",
        "drop schema tenantry cascade",
        "create schema mine",
        "create table public.mine (x int)",
        "create extension hstore",
        "create role mine",
        "alter role postgres password 'x'",
        "alter role current_user superuser",
        "alter role current_user valid until 'infinity'",
        "grant ${owner} to current_user",
        "alter database ${database} set search_path = intruder",
        "drop database ${database}",
        "create event trigger e on ddl_command_start execute function pg_notify()",
        "alter system set fsync = off",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
        "set session_replication_role = replica",
        "select pg_reload_conf()",
      })
  void whatIsNotItsOwnIsRefused(String attempt) {
    Outcome outcome = attempt(attempt);

    assertThat(((Failed) outcome).failure().sqlState().orElse("none"))
        .as(attempt)
        .isIn(NOT_PERMITTED, "42883", "0A000", "25001", "42704");
    assertThat(cluster.query(database, "select relname from pg_class where relname = 'mine'"))
        .isEmpty();
  }

  @Test
  void othersSessionsCannotBeEnded() {
    Outcome outcome =
        attempt(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where usename = 'tenantry_provisioner' and pid <> pg_backend_pid()
            """);

    assertThat(((Failed) outcome).failure().sqlState()).contains(NOT_PERMITTED);
  }

  @Test
  void goingBackAndBeginningAgainIsNoticed() {
    Outcome outcome = attempt("rollback; begin; create table mine (x int)");

    assertThat(((Failed) outcome).failure().sqlState()).contains("TN002");
    assertThat(cluster.query(database, "select relname from pg_class where relname = 'mine'"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (x int); commit",
        "create table mine (x int); commit; begin",
        "create table mine (x int); commit; begin; select 1 / 0",
        "create table mine (x int); end; select 1 / 0",
        "commit; create table mine (x int)",
        "do $$ begin commit; create table mine (x int); end $$",
        "create procedure p() language plpgsql as 'begin commit; end'; call p()",
      })
  void committingByItselfIsABreakOut(String attempt) {
    Run run = run(database, MODULE);

    Outcome outcome = attempt(run, attempt);

    boolean refused = outcome instanceof Failed;
    assertThat(refused || outcome instanceof BrokenOut).as(attempt + " -> " + outcome).isTrue();
    assertThat(cluster.query(database, "select version from intruder.flyway_schema_history"))
        .containsExactly("1");
    if (!refused) {
      assertThat(attempt(run, attempt)).as("told again").isInstanceOf(BrokenOut.class);
    }
  }

  @Test
  void finishingTheRunItselfIsNoUse() {
    Run run = run(database, MODULE);

    Outcome early =
        attempt(
            run, "select tenantry.finish_run('%s'); create table mine (x int)".formatted(run.id()));
    Outcome foreign = attempt("select tenantry.finish_run('%s')".formatted(UUID.randomUUID()));

    assertThat(((Failed) early).failure().sqlState()).contains("TN001");
    assertThat(((Failed) foreign).failure().sqlState()).contains("TN001");
    assertThat(cluster.query(database, "select version from intruder.flyway_schema_history"))
        .containsExactly("1");
  }

  @Test
  void theRunOfAnotherModuleCannotBeFinished() {
    Run other = run(database, "victim");
    cluster.migrator.migrate(other, scripts("create table v (x int)", "selekt"), Grants.NONE);

    Outcome outcome = attempt("select tenantry.finish_run('%s')".formatted(other.id()));

    assertThat(((Failed) outcome).failure().detail()).contains("belongs to another role");
    assertThat(cluster.query(database, "select version from victim.flyway_schema_history"))
        .isEmpty();
  }

  @Test
  void aSessionThatWillNotEndIsEnded() {
    Outcome outcome =
        attempt("set statement_timeout = 0; set lock_timeout = 0; select pg_sleep(600)");

    assertThat(((Failed) outcome).failure().detail()).contains("took longer than 4 s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter role current_user password 'mine'",
        "alter role current_user set search_path = intruder, pg_catalog",
        "alter role current_user in database ${database} set statement_timeout = 0",
        "select pg_advisory_lock(1)",
        "set search_path = intruder, pg_catalog; create function intruder.pg_current_xact_id() returns xid8 language sql as 'select ''3''::xid8'",
        "set search_path = intruder, pg_catalog; create function intruder.yes(name, name) returns bool language sql as 'select true'; create operator intruder.= (leftarg = name, rightarg = name, function = intruder.yes)",
        "create temp table flyway_schema_history (x int); create temp table run (x int)",
        "set standard_conforming_strings = off; set escape_string_warning = off",
        "set session characteristics as transaction read only",
        "select lo_from_bytea(0, 'x')",
        "select generate_series(1, 3000000)",
        "listen something; notify something",
        "savepoint a; create table gone (x int); rollback to a",
        "alter default privileges grant all on tables to public",
        "discard plans",
        "set constraints all deferred",
      })
  void whatIsItsOwnIsItsOwnAndOverWithTheRun(String attempt) {
    assertThat(attempt(attempt)).as(attempt).isEqualTo(new Applied(1));
  }

  @Test
  void itsLoginIsOverWithTheRun() {
    attempt("alter role current_user password 'mine'");

    assertThatThrownBy(() -> cluster.connect(database, moduleRole, "mine").close())
        .isInstanceOf(SQLException.class);
  }

  @Test
  void duringARunItReachesNoOtherDatabase() {
    DatabaseRef neighbour = cluster.newDatabase();

    Outcome outcome =
        attempt("select pg_sleep(0); alter role current_user password 'mine'; select 1 / 0");

    assertThat(outcome).isInstanceOf(Failed.class);
    for (String other :
        List.of(neighbour.name(), "landlord", "postgres", "template1", "tenantry_installer")) {
      assertThat(
              cluster.query(
                  database,
                  "select has_database_privilege('%s', '%s', 'CONNECT')"
                      .formatted(moduleRole, other)))
          .as("connect to %s", other)
          .containsExactly("f");
    }
  }

  @Test
  void grantsAreMadeInItsNameOnly() {
    Grants grants = new Grants(Map.of("*", List.of("select")), Map.of(), Map.of());

    Outcome outcome =
        cluster.migrator.migrate(
            run(database, MODULE),
            scripts(
                "create table first (x int)",
                "set search_path = intruder, pg_catalog; create function intruder.format(text, text) returns text language sql as 'select ''drop schema tenantry cascade'''"),
            grants);

    assertThat(outcome).isEqualTo(new Applied(1));
    assertThat(
            cluster.query(
                database, "select has_table_privilege('intruder_app', 'intruder.first', 'select')"))
        .containsExactly("t");
  }

  private Outcome attempt(String script) {
    return attempt(run(database, MODULE), script);
  }

  private Outcome attempt(Run run, String script) {
    String sql =
        script.replace("${owner}", database.ownerRole()).replace("${database}", database.name());
    return cluster.migrator.migrate(run, scripts("create table first (x int)", sql), Grants.NONE);
  }
}
