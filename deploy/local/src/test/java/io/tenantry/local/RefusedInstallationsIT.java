package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningPlatform.class)
class RefusedInstallationsIT {

  private final Running running;
  private final Jobs jobs;
  private String tenant;

  RefusedInstallationsIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @BeforeEach
  void aTenantWithoutModules() {
    tenant = running.newTenant();
  }

  @Test
  void aModuleThatNobodyRegistered() {
    JsonNode job = jobs.ended(tenant, jobs.request(tenant, "time_travel"));

    assertThat(job.get("state").textValue()).isEqualTo("FAILED");
    assertThat(job.at("/problem/code").textValue()).isEqualTo("unknown-module");
    assertThat(TenantDatabase.of(running, tenant).moduleSchemas()).isEmpty();
  }

  @Test
  void aVersionThatNobodyPublished() {
    String request =
        running
            .api()
            .install(tenant, DIGITAL_CARD, "^9.0", Map.of())
            .orFailUnless(202)
            .body()
            .get("id")
            .textValue();

    JsonNode job = jobs.ended(tenant, request);

    assertThat(job.get("state").textValue()).isEqualTo("FAILED");
    assertThat(job.at("/problem/code").textValue()).isEqualTo("no-version-in-range");
  }

  @Test
  void aSubscriptionThatDoesNotCoverIt() {
    running
        .api()
        .tenants()
        .put(
            "/v1/tenants/" + tenant + "/subscription",
            Map.of(
                "plan", "basic", "everything", false, "modules", List.of(), "features", List.of()))
        .orFailUnless(200);

    JsonNode job = jobs.ended(tenant, jobs.requestDigitalCard(tenant));

    assertThat(job.get("state").textValue()).isEqualTo("FAILED");
    assertThat(job.at("/problem/code").textValue()).isEqualTo("subscription-refused");
    assertThat(job.at("/problem/detail").textValue()).contains("basic").contains("digital-cards");
    assertThat(TenantDatabase.of(running, tenant).moduleSchemas()).isEmpty();
    assertThat(running.api().module(tenant, DIGITAL_CARD).body().get("status").textValue())
        .isEqualTo("FAILED");
  }

  @Test
  void parametersThatTheModuleDoesNotKnow() {
    String request =
        running
            .api()
            .install(tenant, DIGITAL_CARD, "^1.0", Map.of("colour", "blue"))
            .orFailUnless(202)
            .body()
            .get("id")
            .textValue();

    JsonNode job = jobs.ended(tenant, request);

    assertThat(job.get("state").textValue()).isEqualTo("FAILED");
    assertThat(job.at("/problem/code").textValue()).isEqualTo("parameters-invalid");
  }
}
