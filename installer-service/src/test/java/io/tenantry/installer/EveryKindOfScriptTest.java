package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts that run again and scripts that run alone, in both databases, over Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class EveryKindOfScriptTest {

  private static final Map<String, String> FORMER =
      Map.of(
          "module.yaml",
          "nonTransactional: [db/tenant/V2__index.sql]",
          "db/landlord/V1__design.sql",
          "create table design (name text);",
          "db/landlord/R__names.sql",
          "drop view if exists names; create view names as select name from design;",
          "db/tenant/V1__card.sql",
          "create table card (x int);",
          "db/tenant/V2__index.sql",
          "create index concurrently card_x on card (x);",
          "db/tenant/U2__index.sql",
          "drop index if exists card_x;",
          "db/tenant/R__cards.sql",
          "drop view if exists cards; create view cards as select x from card;");

  private static final Map<String, String> ADDED =
      Map.of(
          "module.yaml",
          "nonTransactional: [db/tenant/V2__index.sql, db/landlord/V2__index.sql, db/landlord/U2__index.sql]",
          "db/landlord/V2__index.sql",
          "create index concurrently design_name on design (name);",
          "db/landlord/U2__index.sql",
          "drop index concurrently if exists design_name;",
          "db/landlord/R__names.sql",
          "drop view if exists names; create view names as select upper(name) as big from design;",
          "db/tenant/R__cards.sql",
          "drop view if exists cards; create view cards as select x, x + 1 as next from card;",
          "db/tenant/R__twice.sql",
          "create or replace function twice(int) returns int return $1 * 2;",
          "db/tenant/UR__twice.sql",
          "drop function twice(int);");

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void anUpgradeBringsThemAll() {
    install("every_u");

    heard(JobCompleted.class, tenant.upgrade(upgrade("every_u", Map.of())));

    assertThat(columns(database, "every_u", "cards")).containsExactly("next", "x");
    assertThat(columns(Database.LANDLORD, "every_u", "names")).containsExactly("big");
    assertThat(indexes(database, "every_u")).containsExactly("card_x");
    assertThat(indexes(Database.LANDLORD, "every_u")).containsExactly("design_name");
  }

  @Test
  void aFailingUpgradeLeavesThemAsTheyWere() {
    install("failing_u");

    UUID job =
        tenant.upgrade(
            upgrade(
                "failing_u",
                Map.of("setup/1_last.sql", "selekt;", "setup/undo/1_last.sql", "select 1;")));

    assertThat(heard(JobFailed.class, job).getScript()).isEqualTo("setup/1_last.sql");
    heard(JobRolledBack.class, job);
    assertThat(columns(database, "failing_u", "cards")).containsExactly("x");
    assertThat(columns(Database.LANDLORD, "failing_u", "names")).containsExactly("name");
    assertThat(indexes(database, "failing_u")).containsExactly("card_x");
    assertThat(indexes(Database.LANDLORD, "failing_u")).isEmpty();
  }

  @Test
  void anInstallationThatFailsOutsideATransactionLeavesNothing() {
    Map<String, String> files = new HashMap<>(FORMER);
    files.put(
        "db/tenant/V1__card.sql", "create table card (x int); insert into card values (1), (1);");
    files.put("db/tenant/V2__index.sql", "create unique index concurrently card_x on card (x);");

    UUID job = tenant.install(module("half_u", files).build());

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getScript()).isEqualTo("db/tenant/V2__index.sql");
    assertThat(failed.getSqlState()).isEqualTo("23505");
    heard(JobRolledBack.class, job);
    assertThat(columns(database, "half_u", "card")).isEmpty();
  }

  @Test
  void aPlaceholderThatStandsForNothingIsRefusedBeforeAnythingIsChanged() {
    Map<String, String> files = new HashMap<>(FORMER);
    files.put("db/tenant/R__cards.sql", "create view cards as\nselect '${flyway:user}' as x;");

    UUID job = tenant.install(module("holder_u", files).build());

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getStep()).isEqualTo("preflight");
    assertThat(failed.getCode()).isEqualTo("package-invalid");
    assertThat(failed.getDetail())
        .isEqualTo(
            "db/tenant/R__cards.sql:2 has ${flyway:user}, which is no placeholder; only ${schema:<module>} is one.");
    heard(JobRolledBack.class, job);
  }

  private void install(String name) {
    heard(JobCompleted.class, tenant.install(module(name, FORMER).build()));
  }

  private static ApprovedItem upgrade(String name, Map<String, String> more) {
    Map<String, String> files = new HashMap<>(FORMER);
    files.putAll(ADDED);
    files.putAll(more);
    return module(name, files)
        .setVersion("1.1.0")
        .setAction(PlanAction.UPGRADE)
        .setFromVersion("1.0.0")
        .build();
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

  private static List<String> indexes(String database, String module) {
    return Database.read(
        database,
        """
        select indexname::text from pg_indexes
        where schemaname = ? and indexname not like 'flyway%' order by 1
        """,
        module);
  }
}
