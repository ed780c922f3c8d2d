package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL itself keeps apart, whatever the service's own code forgets. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RowSecurityTest {

  private static final String TABLES_WITHOUT_FORCED_POLICY =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid))
      """;

  private Partners one;
  private Partners other;

  @BeforeEach
  void twoTenantsWithAModule() throws Exception {
    Database.change(
        """
        insert into catalogue_version
        values ('mail', '1.0.0', 'Mail', 'Letters.', 'PUBLISHED', '', '{}', now())
        on conflict do nothing
        """);
    one = Partners.ofReadyTenant();
    other = Partners.ofReadyTenant();
    for (Partners partners : List.of(one, other)) {
      partners.runToTheEnd(Api.install(partners.tenant(), "mail"), "mail");
      partners.keptDataOf("printer");
      Api.tenantAdmin(partners.tenant())
          .header("Idempotency-Key", "again")
          .body(Map.of("module", "mail"))
          .post("/v1/tenants/{tenant}/modules", partners.tenant())
          .then()
          .statusCode(409);
      aPlanWaitsOf(partners.tenant());
    }
  }

  private static void aPlanWaitsOf(String tenant) throws Exception {
    Database.change(
        """
        insert into plan_check
        select id, tenant_id, '{"modules": []}', '{}', 'registry', 'test', null, null, 'Later.',
          now() + interval '1 day'
        from job where id = ?
        """,
        Api.install(tenant, "calendar"));
    Database.change("insert into allowed_module values (?, 'mail', '', now())", tenant);
  }

  @Test
  void everyTableHasAForcedPolicy() throws Exception {
    assertThat(Database.read(TABLES_WITHOUT_FORCED_POLICY)).isEmpty();
  }

  @Test
  void withoutASayNothingIsSeen() throws Exception {
    try (Connection connection = Database.app()) {
      for (String table : tables()) {
        assertThat(Database.read(connection, "select 1 from " + table)).as(table).isEmpty();
      }
    }
  }

  @Test
  void aTenantsRowsAreSeenAndNoOthers() throws Exception {
    try (Connection connection = Database.app()) {
      seeing(connection, one.tenant());

      for (String table :
          List.of(
              "job",
              "job_timeline",
              "tenant_module",
              "kept_data",
              "plan_check",
              "allowed_module",
              "audit_entry",
              "request_answer")) {
        assertThat(Database.read(connection, "select distinct tenant_id from " + table))
            .as(table)
            .containsExactly(one.tenant());
      }
      assertThat(Database.read(connection, "select id from tenant")).containsExactly(one.tenant());
    }
  }

  @Test
  void theCatalogueIsReadInEveryScopeAndWrittenInThePlatforms() throws Exception {
    String change = "update catalogue_version set reason = reason where module = 'mail'";
    try (Connection connection = Database.app();
        Statement statement = connection.createStatement()) {
      statement.execute("set tenantry.scope = 'tenants'");
      assertThat(Database.read(connection, "select 1 from catalogue_version")).isNotEmpty();
      assertThat(Database.change(connection, change)).isZero();
      statement.execute("set tenantry.scope = 'platform'");
      assertThat(Database.change(connection, change)).isEqualTo(1);
    }
  }

  @Test
  void anotherTenantsRowsCannotBeWritten() throws Exception {
    try (Connection connection = Database.app()) {
      seeing(connection, one.tenant());

      assertThat(
              Database.change(
                  connection, "update job set percent = 1 where tenant_id = ?", other.tenant()))
          .isZero();
      assertThatThrownBy(
              () ->
                  Database.change(
                      connection,
                      "insert into subscription values (?, 'free', true, '{}', '{}')",
                      other.tenant()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void theServiceCannotChangeWhatItHasNotedInTheTrail() throws Exception {
    try (Connection connection = Database.app()) {
      seeing(connection, one.tenant());

      for (String sql : List.of("update audit_entry set actor = 'x'", "delete from audit_entry")) {
        assertThatThrownBy(() -> Database.change(connection, sql))
            .as(sql)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied");
      }
    }
  }

  private static List<String> tables() throws SQLException {
    return Database.read(
        "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'");
  }

  private static void seeing(Connection connection, String tenant) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set tenantry.tenants = '" + tenant + "'");
    }
  }
}
