package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.infrastructure.StatementLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 11: fewer than 50 statements per module, however many scripts it has. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class StatementBudgetTest {

  private static final int BUDGET = 50;
  private static final List<String> MODULE_SQL =
      List.of(
          "create table a (x int)",
          "create table b (x int)",
          "create table c (x int)",
          "insert into a values (1)");

  private Tenant tenant;
  private StatementLog log;

  @BeforeEach
  void statementsAreWrittenDown() {
    tenant = Tenant.provisioned();
    log = StatementLog.begin(PlatformServers.running().postgres());
  }

  @AfterEach
  void notAnyMore() {
    log.close();
  }

  @Test
  void oneModuleKeepsTheBudgetInEveryDatabase() {
    heard(
        JobCompleted.class,
        tenant.install(
            module(
                    "budget",
                    Map.of(
                        "module.yaml",
                        """
                        runtime: {tenant: {tables: {'*': [select]}}}
                        requires: {extensions: {citext: '*', pgcrypto: '>=1.3'}}
                        """,
                        "db/landlord/V1__a.sql",
                        MODULE_SQL.get(0),
                        "db/tenant/V1__a.sql",
                        MODULE_SQL.get(0),
                        "db/tenant/V2__b.sql",
                        MODULE_SQL.get(1),
                        "db/tenant/V3__c.sql",
                        MODULE_SQL.get(2),
                        "setup/1_a.sql",
                        MODULE_SQL.get(3)))
                .build()));

    assertThat(platforms("tenantry_provisioner", Database.LANDLORD))
        .isNotEmpty()
        .hasSizeLessThan(BUDGET);
    assertBudget();
  }

  @Test
  void aRemovalKeepsTheBudget() {
    log.close();
    ApprovedItem.Builder item =
        module("budget_r", Map.of("db/tenant/V1__a.sql", MODULE_SQL.get(0)));
    heard(JobCompleted.class, tenant.install(item.build()));
    log = StatementLog.begin(PlatformServers.running().postgres());

    heard(
        JobCompleted.class,
        tenant.install(item.setAction(PlanAction.REMOVE).setFromVersion("1.0.0").build()));

    assertBudget();
  }

  @Test
  void aModuleWithAServiceOfItsOwnKeepsTheBudget() {
    UUID job =
        tenant.install(
            module(
                    "budget_p",
                    Map.of(
                        "module.yaml", "participant: {timeout: 60s}",
                        "db/landlord/V1__a.sql", MODULE_SQL.get(0),
                        "db/tenant/V1__a.sql", MODULE_SQL.get(0),
                        "setup/1_a.sql", MODULE_SQL.get(3)))
                .build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);
    tenant.say(new ModuleSetupCompleted(request.getRequestId(), job, tenant.id(), Instant.EPOCH));
    heard(JobCompleted.class, job);

    assertBudget();
  }

  private void assertBudget() {
    String database = tenant.database();
    assertThat(platforms("tenantry_installer_app", Database.INSTALLER))
        .isNotEmpty()
        .hasSizeLessThan(BUDGET);
    List<String> inTenantsDatabase = new ArrayList<>();
    inTenantsDatabase.addAll(platforms("tenantry_provisioner", database));
    inTenantsDatabase.addAll(platforms(database + "_m_", database));
    assertThat(inTenantsDatabase).isNotEmpty().hasSizeLessThan(BUDGET);
  }

  /** Without what the budget does not count: transactions, looks for work, the module's SQL. */
  private List<String> platforms(String role, String database) {
    return log.entries().stream()
        .filter(one -> one.role().startsWith(role) && one.database().equals(database))
        .filter(one -> !one.isTransactionControl())
        .map(StatementLog.Entry::sql)
        .filter(sql -> !sql.contains("with next as ("))
        .filter(sql -> !sql.contains("cast(count(*) filter ("))
        .filter(sql -> !MODULE_SQL.contains(sql))
        .toList();
  }
}
