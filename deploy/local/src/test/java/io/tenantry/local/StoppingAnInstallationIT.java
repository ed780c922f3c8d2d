package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.platform.SchemaSnapshot;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancel against completion: whichever comes first, nothing is left half done. */
@ExtendWith(RunningPlatform.class)
class StoppingAnInstallationIT {

  private final Running running;
  private final Jobs jobs;

  StoppingAnInstallationIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 80, 120, 160, 200, 300})
  void aCancelAtAnyMomentEndsWithAllOrNothing(int milliseconds) {
    String tenant = running.newTenant();
    SchemaSnapshot before = database(tenant);
    String job = jobs.requestDigitalCard(tenant);
    LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());

    ApiAnswer answer = cancel(tenant, job);

    assertThat(answer.status()).isIn(200, 202, 409);
    JsonNode ended = jobs.ended(tenant, job);
    if (ended.get("state").textValue().equals("SUCCEEDED")) {
      assertThat(moduleStatus(tenant)).isEqualTo("ACTIVE");
      assertThat(TenantDatabase.of(running, tenant).applied(DIGITAL_CARD)).hasSize(10);
    } else {
      assertThat(ended.get("state").textValue()).as(ended.toString()).isEqualTo("FAILED");
      assertThat(ended.at("/problem/code").textValue()).isEqualTo("cancelled");
      assertThat(moduleStatus(tenant)).isEqualTo("FAILED");
      assertThat(database(tenant).lines()).isEqualTo(before.lines());
    }
  }

  @Test
  void aFailedJobIsTriedAgainAsANewOne() {
    running.api().publish(ModuleSource.of("digital-card-broken"));
    String tenant = running.newTenant();
    String failed = jobs.request(tenant, "digital_card_broken");
    jobs.ended(tenant, failed);

    JsonNode again =
        running
            .api()
            .tenantAdmin(tenant)
            .post("/v1/installation-jobs/" + failed + "/retry")
            .orFailUnless(202)
            .body();

    assertThat(again.get("retryOf").textValue()).isEqualTo(failed);
    JsonNode ended = jobs.ended(tenant, again.get("id").textValue());
    assertThat(ended.get("state").textValue()).isEqualTo("FAILED");
    assertThat(ended.at("/problem/sqlState").textValue()).isEqualTo("23514");
  }

  private ApiAnswer cancel(String tenant, String job) {
    return running.api().tenantAdmin(tenant).post("/v1/installation-jobs/" + job + "/cancel");
  }

  private String moduleStatus(String tenant) {
    return running
        .api()
        .module(tenant, DIGITAL_CARD)
        .orFailUnless(200)
        .body()
        .get("status")
        .textValue();
  }

  private SchemaSnapshot database(String tenant) {
    return SchemaSnapshot.of(
        running.infrastructure().postgres(), TenantDatabase.of(running, tenant).name());
  }
}
