package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.digitalCard;
import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.DatabaseChecks.Promised;
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
import org.junit.jupiter.params.provider.MethodSource;

/** What the runtime role may do is compared with the manifest. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class VerifyingTest {

  private static final ModuleName MODULE = new ModuleName("module_a");
  private static final Grants GRANTS =
      new Grants(
          Map.of("*", List.of("select"), "item", List.of("select", "insert"), "secret", List.of()),
          Map.of("*", List.of("usage")),
          Map.of("twice", List.of("execute")));

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aModule() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    cluster.migrator.migrate(
        run(database, "module_a"),
        scripts(
            """
            create table item (id int generated always as identity);
            create table audit (x int);
            create table secret (x int);
            create view all_items as select * from item;
            create function twice(x int) returns int language sql as 'select 2 * x';
            create function twice(x text) returns text language sql as 'select x || x';
            """),
        GRANTS);
  }

  @Test
  void whatIsAsTheManifestSaysIsRight() {
    assertThat(deviations(GRANTS, true)).isEmpty();
  }

  @Test
  void theModulesOwnManifestIsRight() {
    Grants grants =
        new Grants(
            Map.of("*", List.of("select", "insert"), "active_card", List.of("select")),
            Map.of("*", List.of("usage")),
            Map.of("*", List.of("execute")));
    cluster.migrator.migrate(run(database, "digital_card"), digitalCard("db/tenant/V"), grants);

    assertThat(
            cluster.checks.deviations(
                database, new ModuleName("digital_card"), new Promised(grants, true, List.of())))
        .isEmpty();
  }

  @Test
  void whatIsNotThereIsNamed() {
    Grants more =
        new Grants(
            Map.of("itme", List.of("select")), Map.of("counter", List.of("usage")), Map.of());

    assertThat(deviations(more, false))
        .containsExactlyInAnyOrder(
            "There is no table itme, which the manifest names.",
            "There is no sequence counter, which the manifest names.");
  }

  @Test
  void whatTheRoleMayNotDoIsNamed() {
    cluster.execute(
        database,
        """
        revoke insert on module_a.item from module_a_app;
        revoke usage on sequence module_a.item_id_seq from module_a_app;
        revoke execute on function module_a.twice(int) from module_a_app, public;
        """);

    assertThat(deviations(GRANTS, true))
        .containsExactlyInAnyOrder(
            "module_a_app lacks privilege insert on table item.",
            "module_a_app lacks privilege usage on sequence item_id_seq.",
            "module_a_app lacks privilege execute on function twice.");
  }

  @Test
  void whatTheRoleMayDoBeyondThatIsNamed() {
    cluster.execute(
        database,
        """
        grant delete on module_a.audit to public;
        grant select on module_a.secret to module_a_app;
        grant create on schema module_a to module_a_app;
        """);

    assertThat(deviations(GRANTS, true))
        .containsExactlyInAnyOrder(
            "module_a_app may create objects in schema module_a.",
            "module_a_app has privilege delete on table audit, which the manifest does not grant.",
            "module_a_app has privilege select on table secret, which the manifest does not grant.");
  }

  @Test
  void aPrivilegeOnOneColumnIsNamedUnlessTheTableIsGranted() {
    cluster.execute(
        database,
        """
        grant update (x) on module_a.secret to module_a_app;
        grant select (x) on module_a.audit to public;
        """);

    assertThat(deviations(GRANTS, true))
        .containsExactly(
            "module_a_app has privilege update on column x of table secret, which the manifest does not grant.");
    assertThat(deviations(GRANTS, false)).isEmpty();
  }

  @Test
  void anExtensionThatIsNotThereIsNamed() {
    cluster.execute(database, "create extension citext");

    assertThat(
            cluster.checks.deviations(
                database,
                MODULE,
                new Promised(
                    GRANTS,
                    true,
                    List.of(
                        RequiredExtension.of("citext", "*"),
                        RequiredExtension.of("hstore", ">=1.0")))))
        .containsExactly("There is no extension hstore, which the manifest names.");
  }

  @Test
  void whereOtherVersionsGrantMoreThatIsNoDeviation() {
    cluster.execute(database, "grant delete on module_a.audit to module_a_app");

    assertThat(deviations(GRANTS, false)).isEmpty();
  }

  @Test
  void whoMayNotUseTheSchemaIsNamed() {
    cluster.execute(database, "revoke usage on schema module_a from module_a_app");

    assertThat(deviations(Grants.NONE, false))
        .containsExactly("module_a_app may not use schema module_a.");
  }

  private List<String> deviations(Grants grants, boolean exact) {
    return cluster.checks.deviations(database, MODULE, new Promised(grants, exact, List.of()));
  }
}
