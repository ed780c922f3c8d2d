package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A module whose sixth tenant migration fails. */
@ExtendWith(RunningPlatform.class)
class UndoingAnInstallationIT {

  private static final String BROKEN = "digital_card_broken";

  private final Running running;
  private final Jobs jobs;
  private final PostgresServer postgres;
  private String tenant;
  private SchemaSnapshot landlordBefore;
  private SchemaSnapshot tenantBefore;

  UndoingAnInstallationIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
    this.postgres = running.infrastructure().postgres();
  }

  @BeforeEach
  void aTenantWithDigitalCard() {
    running.api().publish(ModuleSource.of("digital-card-broken"));
    tenant = running.newTenant();
    jobs.ended(tenant, jobs.requestDigitalCard(tenant));
    landlordBefore = landlord();
    tenantBefore = database();
  }

  @Test
  void bothDatabasesAreWhatTheyWere() {
    JsonNode job = jobs.ended(tenant, jobs.request(tenant, BROKEN));

    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("FAILED");
    assertThat(database().lines()).isEqualTo(tenantBefore.lines());
    assertThat(landlord().lines()).isEqualTo(landlordBefore.lines());
  }

  @Test
  void theProblemNamesTheScriptAndTheStatement() {
    JsonNode problem = jobs.ended(tenant, jobs.request(tenant, BROKEN)).get("problem");

    assertThat(problem.get("module").textValue()).isEqualTo(BROKEN);
    assertThat(problem.get("script").textValue()).isEqualTo("db/tenant/V6__revocation_reason.sql");
    assertThat(problem.get("line").intValue()).isEqualTo(15);
    assertThat(problem.get("sqlState").textValue()).isEqualTo("23514");
    assertThat(problem.get("statement").textValue()).startsWith("insert into revocation_reason");
    assertThat(problem.get("detail").textValue()).contains("revocation_reason_code_check");
  }

  @Test
  void theTenantKeepsWhatItHadAndMayAskAgain() {
    jobs.ended(tenant, jobs.request(tenant, BROKEN));

    assertThat(status(BROKEN)).isEqualTo("FAILED");
    assertThat(status(DIGITAL_CARD)).isEqualTo("ACTIVE");
    JsonNode again = jobs.ended(tenant, jobs.request(tenant, BROKEN));
    assertThat(again.get("state").textValue()).isEqualTo("FAILED");
  }

  private String status(String module) {
    return running.api().module(tenant, module).orFailUnless(200).body().get("status").textValue();
  }

  private SchemaSnapshot landlord() {
    return SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD);
  }

  private SchemaSnapshot database() {
    return SchemaSnapshot.of(postgres, TenantDatabase.of(running, tenant).name());
  }
}
