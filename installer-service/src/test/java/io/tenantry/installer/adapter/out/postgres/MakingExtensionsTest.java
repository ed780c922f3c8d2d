package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.DatabaseChecks.Intent;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions that modules need are looked for, and made by the platform. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class MakingExtensionsTest {

  private static final ModuleName MODULE = new ModuleName("module_a");

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
  }

  @Test
  void whatThePlatformCanMakeIsNoObstacle() {
    assertThat(obstacles("pgcrypto", ">=1.3")).isEmpty();
    assertThat(obstacles("jsonb_plperl", "*")).as("it needs plperl").isEmpty();
    assertThat(cluster.query(database, "select extname from pg_extension order by 1"))
        .as("looking makes nothing")
        .containsExactly("plpgsql");
  }

  @Test
  void aModuleFindsWhatWasMadeForIt() {
    ensure("pgcrypto", "cube");

    Run run = run(database, "module_a");
    assertThat(
            cluster.migrator.migrate(
                run,
                scripts(
                    "create table secret (hash text default crypt('x', gen_salt('bf', 4)))",
                    "create table place (at cube)"),
                new Grants(Map.of("*", List.of("select")), Map.of(), Map.of())))
        .isEqualTo(new Applied(2));
    assertThat(
            cluster.query(
                database,
                "select format('%s by %s in %s', extname, extowner::regrole, extnamespace::regnamespace) from pg_extension where extname <> 'plpgsql' order by 1"))
        .containsExactly(
            "cube by %s in public".formatted(database.ownerRole()),
            "pgcrypto by %s in public".formatted(database.ownerRole()));
  }

  @Test
  void whatThePlatformMadeIsWrittenDownOnceAndStaysWhenTheModuleGoes() {
    ensure("pgcrypto");
    Run run = run(database, "module_a");
    cluster.migrator.migrate(run, scripts("create table a (x int)"), Grants.NONE);
    cluster.extensions.ensure(
        database,
        new ModuleName("module_b"),
        List.of(RequiredExtension.of("pgcrypto", "*"), RequiredExtension.of("citext", "*")));

    cluster.migrator.remove(run);

    assertThat(
            cluster.query(
                database, "select name || ' for ' || module from tenantry.extension order by 1"))
        .containsExactly("citext for module_b", "pgcrypto for module_a");
    assertThat(cluster.query(database, "select extname from pg_extension order by 1"))
        .containsExactly("citext", "pgcrypto", "plpgsql");
  }

  @Test
  void whatAnOperatorMadeIsUsedAndNotWrittenDown() {
    cluster.execute(database, "create extension dblink");

    assertThat(obstacles("dblink", "*")).isEmpty();
    ensure("dblink");

    assertThat(cluster.query(database, "select name from tenantry.extension")).isEmpty();
  }

  @Test
  void whatOnlyASuperuserCanMakeIsForAnOperator() {
    assertThat(obstacles("dblink", "*"))
        .containsExactly(
            "Extension dblink can be made by a superuser only. As one, run in database %s on server main: CREATE EXTENSION \"dblink\";"
                .formatted(database.name()));
    assertThat(obstacles("hstore_plperlu", "*"))
        .as("hstore can be made, plperlu cannot")
        .hasSize(2)
        .anyMatch(text -> text.startsWith("Extension plperlu can be made by a superuser only."));
    assertThatExceptionOfType(DatabaseRefused.class)
        .isThrownBy(() -> ensure("dblink"))
        .withMessageContaining("SQLSTATE 42501");
  }

  @Test
  void whatTheServerDoesNotOfferIsNamed() {
    assertThat(obstacles("postgis", ">=3.4"))
        .containsExactly("Server main does not offer extension postgis. Install its files there.");
    assertThat(obstacles("pgcrypto", ">=99"))
        .singleElement()
        .asString()
        .startsWith("Server main offers extension pgcrypto 1.")
        .endsWith("and the module needs 99 or later. Update its files there.");
  }

  @Test
  void whatIsThereInAnOlderVersionIsNotUpdatedUnasked() {
    cluster.execute(database, "create extension citext version '1.5'");

    assertThat(obstacles("citext", ">=1.5")).isEmpty();
    assertThat(obstacles("citext", ">=1.6"))
        .containsExactly(
            "Database %s on server main has extension citext 1.5, and the module needs 1.6 or later. As its owner, run there: ALTER EXTENSION \"citext\" UPDATE;"
                .formatted(database.name()));
  }

  @Test
  void whatLiesWhereNoModuleLooksIsNamed() {
    cluster.execute(database, "create schema elsewhere; create extension hstore schema elsewhere");

    assertThat(obstacles("hstore", "*"))
        .containsExactly(
            "Extension hstore lies in schema elsewhere of database %s on server main, where modules do not look. As its owner, run there: ALTER EXTENSION \"hstore\" SET SCHEMA public;"
                .formatted(database.name()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table public.mine (x int)",
        "create function public.digest(text, text) returns bytea language sql as 'select null::bytea'",
        "create or replace function public.digest(text, text) returns bytea language sql as 'select null::bytea'",
        "drop function public.digest(text, text)",
        "drop extension pgcrypto",
        "alter extension pgcrypto update",
        "alter extension pgcrypto set schema module_a",
        "create extension citext",
        "delete from tenantry.extension",
      })
  void aModuleCannotTouchWhatItShares(String attempt) {
    ensure("pgcrypto");

    var outcome =
        cluster.migrator.migrate(run(database, "module_a"), scripts(attempt), Grants.NONE);

    assertThat(((Failed) outcome).failure().sqlState()).contains("42501");
  }

  private List<String> obstacles(String extension, String range) {
    return cluster.checks.obstacles(
        database, MODULE, Intent.MAKE, List.of(RequiredExtension.of(extension, range)));
  }

  private void ensure(String... extensions) {
    cluster.extensions.ensure(
        database,
        MODULE,
        List.of(extensions).stream().map(name -> RequiredExtension.of(name, "*")).toList());
  }
}
