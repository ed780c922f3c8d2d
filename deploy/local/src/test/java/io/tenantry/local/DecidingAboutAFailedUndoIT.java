package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An undo that PostgreSQL refuses, and what an operator does about it. */
@ExtendWith(RunningPlatform.class)
class DecidingAboutAFailedUndoIT {

  private static final String BROKEN = "digital_card_broken";

  private final Running running;
  private final Jobs jobs;
  private final PostgresServer postgres;
  private String tenant;
  private TenantDatabase database;
  private SchemaSnapshot landlordBefore;
  private SchemaSnapshot tenantBefore;
  private String job;

  DecidingAboutAFailedUndoIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
    this.postgres = running.infrastructure().postgres();
  }

  @BeforeEach
  void anUndoThatFails() {
    running.api().publish(ModuleSource.of("digital-card-broken"));
    tenant = running.newTenant();
    database = TenantDatabase.of(running, tenant);
    landlordBefore = SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD);
    tenantBefore = SchemaSnapshot.of(postgres, database.name());
    database.protectSchemas();
    job = jobs.request(tenant, BROKEN);
    assertThat(state(jobs.ended(tenant, job))).isEqualTo("MANUAL_INTERVENTION");
  }

  /** Others look at the same platform. */
  @AfterEach
  void nothingIsLeftToAnOperator() {
    if (state(jobs.ended(tenant, job)).equals("MANUAL_INTERVENTION")) {
      database.protectSchemasNoMore();
      undoAgain();
      assertThat(state(jobs.ended(tenant, job))).isEqualTo("FAILED");
    }
  }

  @Test
  void itSaysWhatIsDoneWhatIsNotAndWhy() {
    JsonNode shown = jobs.ended(tenant, job);

    assertThat(shown.at("/problem/sqlState").textValue()).isEqualTo("23514");
    assertThat(shown.get("undone")).as(shown.toString()).isEmpty();
    JsonNode first = shown.get("remaining").get(0);
    assertThat(first.get("step").textValue()).isEqualTo("tenant-migrations");
    assertThat(first.get("detail").textValue()).contains("it is protected");
    assertThat(first.get("commands")).isNotEmpty();
  }

  @Test
  void theUndoIsTriedAgainAndFailsAgainUntilItsCauseIsGone() {
    undoAgain();
    assertThat(state(jobs.ended(tenant, job))).isEqualTo("MANUAL_INTERVENTION");

    database.protectSchemasNoMore();
    undoAgain();

    assertThat(state(jobs.ended(tenant, job))).isEqualTo("FAILED");
    assertNothingIsLeft();
  }

  @Test
  void theCommandsThatItNamesCleanUp() {
    database.protectSchemasNoMore();
    for (JsonNode step : jobs.ended(tenant, job).get("remaining")) {
      StreamSupport.stream(step.get("commands").spliterator(), false)
          .map(JsonNode::textValue)
          .forEach(command -> PsqlCommand.parse(command).runOn(postgres));
    }

    decide(Map.of("action", "CLEANED_UP", "note", "Ran what it named."));

    assertThat(state(jobs.ended(tenant, job))).isEqualTo("FAILED");
    assertNothingIsLeft();
    String again = jobs.request(tenant, BROKEN);
    assertThat(state(jobs.ended(tenant, again))).isEqualTo("FAILED");
    assertNothingIsLeft();
  }

  private void undoAgain() {
    decide(Map.of("action", "UNDO_AGAIN"));
  }

  private void decide(Map<String, String> decision) {
    String path = "/v1/installation-jobs/" + job + "/resolution";
    running.api().tenants().post(path, decision).orFailUnless(202);
  }

  private void assertNothingIsLeft() {
    assertThat(SchemaSnapshot.of(postgres, database.name()).lines())
        .isEqualTo(tenantBefore.lines());
    assertThat(SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD).lines())
        .isEqualTo(landlordBefore.lines());
  }

  private static String state(JsonNode job) {
    return job.get("state").textValue();
  }
}
