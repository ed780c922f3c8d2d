package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a module and its service may do in the tenant's database. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class RightsOfModulesTest {

  private static final Grants ALL_TABLES =
      new Grants(
          Map.of("*", List.of("select", "insert", "update"), "audit", List.of("select")),
          Map.of("*", List.of("usage")),
          Map.of("*", List.of("execute")));

  private static final Grants INSERT =
      new Grants(Map.of("*", List.of("insert")), Map.of(), Map.of());

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
  }

  @Test
  void aRuntimeRoleWhoseSecretGotLostGetsTheNewOne() throws Exception {
    cluster.migrator.migrate(
        run(database, "forgetful"), scripts("create table item (x int)"), INSERT);
    cluster.secrets.getLost("another");
    DatabaseRef other = cluster.newDatabase();

    cluster.migrator.migrate(run(other, "forgetful"), scripts("create table item (x int)"), INSERT);

    cluster.secrets.areFound();
    try (Connection app = cluster.connect(other, "forgetful_app", "another");
        Statement statement = app.createStatement()) {
      assertThat(statement.executeUpdate("insert into forgetful.item values (1)")).isEqualTo(1);
    }
  }

  @Test
  void theRuntimeRoleCanDoWhatTheManifestSaysAndNoMore() throws Exception {
    cluster.migrator.migrate(
        run(database, "module_a"),
        scripts(
            """
            create table item (id int generated always as identity, x int);
            create sequence counter;
            create table audit (x int);
            create function twice(x int) returns int language sql as 'select 2 * x';
            """),
        ALL_TABLES);

    try (Connection app = cluster.connect(database, "module_a_app", Cluster.SECRET);
        Statement statement = app.createStatement()) {
      statement.execute("insert into module_a.item (x) values (1)");
      statement.execute("select nextval('module_a.counter'), module_a.twice(2)");
      statement.execute("select * from module_a.audit");
      for (String forbidden :
          List.of(
              "insert into module_a.audit values (1)",
              "delete from module_a.item",
              "create table module_a.mine (x int)",
              "create schema mine",
              "select * from module_a.flyway_schema_history",
              "select * from tenantry.run",
              "drop table module_a.item")) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .isInstanceOf(SQLException.class)
            .hasFieldOrPropertyWithValue("SQLState", "42501");
      }
    }
  }

  @Test
  void aGrantOnSomethingThatDoesNotExistFailsTheRun() {
    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a"),
            scripts("create table item (x int)"),
            new Grants(Map.of("itme", List.of("select")), Map.of(), Map.of()));

    assertThat(((Failed) outcome).failure().detail())
        .contains("the manifest grants on table itme, which does not exist");
  }

  @Test
  void aModuleRefersToTheTablesOfAModuleThatItRequires() {
    cluster.migrator.migrate(
        run(database, "identity"),
        scripts("create table person (id int primary key)"),
        Grants.NONE);

    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a", "identity"),
            scripts("create table item (person int references ${schema:identity}.person)"),
            Grants.NONE);

    assertThat(outcome).isEqualTo(new Applied(1));
  }

  @Test
  void aModuleCannotReferToAModuleThatItDoesNotRequire() {
    cluster.migrator.migrate(
        run(database, "identity"),
        scripts("create table person (id int primary key)"),
        Grants.NONE);

    Outcome byPlaceholder =
        cluster.migrator.migrate(
            run(database, "module_a"),
            scripts("select * from ${schema:identity}.person"),
            Grants.NONE);
    Outcome byName =
        cluster.migrator.migrate(
            run(database, "module_b"), scripts("select * from identity.person"), Grants.NONE);

    assertThat(((Failed) byPlaceholder).failure().detail())
        .contains("the schema of 'identity', which the manifest does not require");
    assertThat(((Failed) byName).failure().sqlState()).contains("42501");
  }
}
