package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleCopy;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A tenant has DigitalCard 1.0.0 with a holder, and gets later versions. */
@ExtendWith(RunningPlatform.class)
class UpgradingDigitalCardIT {

  private final Running running;
  private final Jobs jobs;
  private final ModuleCopy first = ModuleCopy.of(ModuleSource.of("digital-card"), "card");
  private final ModuleCopy second =
      first
          .as("1.1.0")
          .migrating(
              11,
              "alter table holder add column nickname text default 'none';",
              "alter table holder drop column nickname;");
  @TempDir private Path directory;
  private String tenant;
  private TenantDatabase database;

  UpgradingDigitalCardIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @BeforeEach
  void aTenantWithTheFirstVersionAndData() {
    running.api().publish(first.in(directory));
    tenant = running.newTenant();
    database = TenantDatabase.of(running, tenant);
    String job =
        idOf(
            running
                .api()
                .install(tenant, first.name(), "1.0.0", Map.of("locale", "de"))
                .orFailUnless(202)
                .body());
    assertThat(state(jobs.ended(tenant, job))).isEqualTo("SUCCEEDED");
    database.change(
        "insert into %s.holder (reference, display_name) values ('m-1', 'Ada')"
            .formatted(first.name()));
  }

  @Test
  void anUpgradeKeepsTheDataAndTheParameters() {
    running.api().publish(second.in(directory));

    JsonNode job = upgraded("^1.1", Map.of());

    assertThat(state(job)).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("kind").textValue()).isEqualTo("UPGRADE");
    JsonNode module = running.api().module(tenant, first.name()).orFailUnless(200).body();
    assertThat(module.get("status").textValue()).isEqualTo("ACTIVE");
    assertThat(module.get("version").textValue()).isEqualTo("1.1.0");
    assertThat(module.at("/parameters/locale").textValue()).isEqualTo("de");
    assertThat(texts("select display_name || ' ' || nickname from %s.holder"))
        .containsExactly("Ada none");
    assertThat(texts("select locale from %s.setting")).containsExactly("de");
    assertThat(database.applied(first.name())).hasSize(11).endsWith("10", "11");
  }

  @Test
  void anUpgradeWhoseLastMigrationFailsLeavesTheFormerVersionWorkingWithItsData() {
    running
        .api()
        .publish(
            second
                .as("1.2.0")
                .migrating(12, "create table extra (id int); selekt 1;", "drop table extra;")
                .in(directory));
    SchemaSnapshot before = SchemaSnapshot.of(postgres(), database.name());
    SchemaSnapshot landlordBefore = SchemaSnapshot.of(postgres(), PlatformDatabases.LANDLORD);

    JsonNode job = upgraded("1.2.0", Map.of("locale", "fr"));

    assertThat(state(job)).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.at("/problem/script").textValue()).isEqualTo("db/tenant/V12__step.sql");
    assertThat(job.at("/problem/sqlState").textValue()).isEqualTo("42601");
    assertThat(SchemaSnapshot.of(postgres(), database.name()).lines()).isEqualTo(before.lines());
    assertThat(SchemaSnapshot.of(postgres(), PlatformDatabases.LANDLORD).lines())
        .isEqualTo(landlordBefore.lines());
    JsonNode module = running.api().module(tenant, first.name()).orFailUnless(200).body();
    assertThat(module.get("status").textValue()).isEqualTo("ACTIVE");
    assertThat(module.get("version").textValue()).isEqualTo("1.0.0");
    assertThat(module.at("/parameters/locale").textValue()).isEqualTo("de");
    assertThat(texts("select display_name from %s.holder")).containsExactly("Ada");
    assertThat(texts("select locale from %s.setting")).containsExactly("de");
  }

  @Test
  void aFailedUpgradeIsTriedAgainAsOne() {
    running.api().publish(second.as("1.3.0").migrating(12, "selekt 1;", "select 1;").in(directory));
    JsonNode failed = upgraded("1.3.0", Map.of());

    JsonNode retry =
        running
            .api()
            .tenants()
            .post("/v1/installation-jobs/" + idOf(failed) + "/retry")
            .orFailUnless(202)
            .body();
    JsonNode again = jobs.ended(tenant, idOf(retry));

    assertThat(state(again)).isEqualTo("FAILED");
    assertThat(again.get("kind").textValue()).isEqualTo("UPGRADE");
    assertThat(again.get("retryOf").textValue()).isEqualTo(idOf(failed));
    assertThat(database.applied(first.name())).hasSize(10);
  }

  @Test
  void newParametersAloneRunTheSetupAgain() {
    JsonNode job =
        jobs.ended(
            tenant,
            idOf(
                running
                    .api()
                    .upgrade(tenant, first.name(), Map.of("parameters", Map.of("locale", "fr")))
                    .orFailUnless(202)
                    .body()));

    assertThat(state(job)).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(texts("select locale from %s.setting")).containsExactly("fr");
    JsonNode module = running.api().module(tenant, first.name()).orFailUnless(200).body();
    assertThat(module.get("version").textValue()).isEqualTo("1.0.0");
    assertThat(module.at("/parameters/locale").textValue()).isEqualTo("fr");
  }

  private JsonNode upgraded(String version, Map<String, ?> parameters) {
    Map<String, Object> change =
        parameters.isEmpty()
            ? Map.of("version", version)
            : Map.of("version", version, "parameters", parameters);
    return jobs.ended(
        tenant, idOf(running.api().upgrade(tenant, first.name(), change).orFailUnless(202).body()));
  }

  private List<String> texts(String sql) {
    return database.texts(sql.formatted(first.name()));
  }

  private PostgresServer postgres() {
    return running.infrastructure().postgres();
  }

  private static String idOf(JsonNode job) {
    return job.get("id").textValue();
  }

  private static String state(JsonNode job) {
    return job.get("state").textValue();
  }
}
