package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The installer is killed at every crash point that it has, whatever jobs do. */
@ExtendWith(CrashingPlatform.class)
class InstallerCrashesIT {

  private static final String BROKEN = "digital_card_broken";
  private static final SlowModule SLOW = new SlowModule("slow", 0.6, 0.1);

  private final Running running;
  private final Jobs jobs;
  @TempDir private Path directory;

  InstallerCrashesIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @Test
  void everyJobEndsByItselfWithAllOrNothing() {
    running.api().publish(ModuleSource.of("digital-card-broken"));
    running.api().publish(SLOW.in(directory));
    try (CrashWalk walk = CrashWalk.of(running.platform().installer())) {
      String tenant = running.newTenant(Limits.WALK);
      anInstallationSucceeds(tenant);
      anInstallationFails(tenant);
      anUndoFailsAndIsTriedAgain(tenant);
      anUndoFailsAndAnOperatorCleansUp(tenant);
      twoTenantsWaitForEachOtherAndOneIsCancelled(tenant, running.newTenant(Limits.WALK));

      assertThat(walk.left()).as("points that nobody came to").isEmpty();
    }
  }

  private void anInstallationSucceeds(String tenant) {
    assertThat(stateOf(jobs.endedAfterCrashes(tenant, jobs.requestDigitalCard(tenant))))
        .isEqualTo("SUCCEEDED");
    Traces.of(running, tenant).areThoseOf(DIGITAL_CARD, 10);
  }

  private void anInstallationFails(String tenant) {
    Traces traces = Traces.of(running, tenant);
    JsonNode job = jobs.endedAfterCrashes(tenant, jobs.request(tenant, BROKEN));
    assertThat(job.at("/problem/sqlState").asText()).as(job.toString()).isEqualTo("23514");
    assertThat(stateOf(job)).isEqualTo("FAILED");
    traces.areNone(BROKEN);
  }

  private void anUndoFailsAndIsTriedAgain(String tenant) {
    Traces traces = Traces.of(running, tenant);
    TenantDatabase database = TenantDatabase.of(running, tenant);
    database.protectSchemas();
    String job = jobs.request(tenant, BROKEN);
    assertThat(stateOf(jobs.endedAfterCrashes(tenant, job))).isEqualTo("MANUAL_INTERVENTION");
    database.protectSchemasNoMore();

    jobs.resolve(job, "UNDO_AGAIN");

    assertThat(stateOf(jobs.endedAfterCrashes(tenant, job))).isEqualTo("FAILED");
    traces.areNone(BROKEN);
  }

  private void anUndoFailsAndAnOperatorCleansUp(String tenant) {
    TenantDatabase database = TenantDatabase.of(running, tenant);
    database.protectSchemas();
    String job = jobs.request(tenant, BROKEN);
    JsonNode stuck = jobs.endedAfterCrashes(tenant, job);
    assertThat(stateOf(stuck)).isEqualTo("MANUAL_INTERVENTION");
    database.protectSchemasNoMore();

    jobs.resolve(job, "CLEANED_UP");

    assertThat(stateOf(jobs.endedAfterCrashes(tenant, job))).isEqualTo("FAILED");
    Traces.of(running, tenant).isUsedByNobody(BROKEN);
  }

  private void twoTenantsWaitForEachOtherAndOneIsCancelled(String one, String other) {
    Traces traces = Traces.of(running, other);
    String first = jobs.request(one, SLOW.name());
    String second = jobs.request(other, SLOW.name());
    jobs.cancelWhenRunning(other, second);

    assertThat(stateOf(jobs.endedAfterCrashes(one, first))).isEqualTo("SUCCEEDED");
    Traces.of(running, one).areThoseOf(SLOW.name(), 2);
    assertThat(stateOf(jobs.endedAfterCrashes(other, second))).isEqualTo("FAILED");
    traces.areNone(SLOW.name());
  }

  private static String stateOf(JsonNode job) {
    return job.get("state").textValue();
  }
}
