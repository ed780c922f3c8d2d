package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contracts.Topics;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.testkit.kafka.EventClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningPlatform.class)
class EveryEventTwiceIT {

  private static final List<String> SAGA =
      List.of(Topics.TENANT_MODULE_SAGA, Topics.REGISTRY_SAGA, Topics.INSTALLER_SAGA);

  private final Running running;
  private final Jobs jobs;

  EveryEventTwiceIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @Test
  void anInstallationHasItsEffectOnce() {
    try (Echo echo = Echo.of(running.infrastructure().kafka(), SAGA)) {
      String tenant = running.newTenant();

      JsonNode job = jobs.ended(tenant, jobs.requestDigitalCard(tenant));

      assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
      assertThat(TenantDatabase.of(running, tenant).applied(DIGITAL_CARD)).hasSize(10);
      await("every event was sent again")
          .atMost(Limits.JOB)
          .until(() -> echo.repeated("JobEnded", tenant) == 1);
      jobs.ended(tenant, jobs.request(tenant, "time_travel"));
      assertThat(factsOfKind("TenantModuleActivated", tenant)).isEqualTo(1);
      for (String topic : SAGA) {
        assertThat(running.events().records(topic + Topics.DEAD_LETTER_SUFFIX))
            .noneMatch(one -> tenant.equals(one.key()));
      }
    }
  }

  private long factsOfKind(String type, String tenant) {
    return running.events().records(Topics.TENANT_MODULES).stream()
        .filter(one -> one.key().startsWith(tenant + "/"))
        .filter(one -> EventClient.header(one, "ce_type").endsWith("." + type))
        .count();
  }
}
