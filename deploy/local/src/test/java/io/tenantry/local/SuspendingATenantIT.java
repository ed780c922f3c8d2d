package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is suspended begins nothing new, keeps what runs, and is as before when resumed. */
@ExtendWith(RunningPlatform.class)
class SuspendingATenantIT {

  private static final String REASON = "Invoice 4711 is not paid.";

  private final Running running;
  private final Jobs jobs;
  @TempDir private Path directory;
  private String tenant;

  SuspendingATenantIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @BeforeEach
  void aTenantWithoutModules() {
    tenant = running.newTenant();
  }

  @Test
  void aRunningJobEndsAQueuedOneFailsAndANewOneIsRefused() {
    ModuleSource gated = new GatedModule("gated_while_suspended").in(directory);
    running.api().publish(gated);
    String started;
    String queued;
    try (Gate gate =
        Gate.closedIn(
            running.infrastructure().postgres(), TenantDatabase.of(running, tenant).name())) {
      started = jobs.request(tenant, gated.name());
      gate.awaitVisitorsBeside(List.of());
      queued = jobs.requestDigitalCard(tenant);

      suspend();

      assertThat(problemOf(jobs.ended(tenant, queued))).isEqualTo("tenant-suspended");
      ApiAnswer refused = running.api().install(tenant, DIGITAL_CARD, "^1.0", Map.of());
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().get("type").textValue())
          .isEqualTo("urn:tenantry:problem:tenant-suspended");
      assertThat(refused.body().get("reason").textValue()).isEqualTo(REASON);
    }
    assertThat(jobs.ended(tenant, started).get("state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(TenantDatabase.of(running, tenant).applied(gated.name()))
        .hasSize(GatedModule.TENANT_MIGRATIONS);
  }

  @Test
  void aResumedTenantInstallsAgain() {
    suspend();
    running.api().tenants().delete(suspension()).orFailUnless(200);

    JsonNode job = jobs.ended(tenant, jobs.requestDigitalCard(tenant));

    assertThat(job.get("state").textValue()).isEqualTo("SUCCEEDED");
  }

  private void suspend() {
    running.api().tenants().post(suspension(), Map.of("reason", REASON)).orFailUnless(200);
  }

  private String suspension() {
    return "/v1/tenants/" + tenant + "/suspension";
  }

  private static String problemOf(JsonNode job) {
    return job.at("/problem/code").textValue();
  }
}
