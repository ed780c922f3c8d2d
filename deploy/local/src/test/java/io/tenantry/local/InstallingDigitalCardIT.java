package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contracts.module.TenantModuleActivated;
import io.tenantry.local.RunningPlatform.Running;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningPlatform.class)
class InstallingDigitalCardIT {

  private final Running running;
  private final Jobs jobs;

  InstallingDigitalCardIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @Test
  void theModuleBecomesActiveInTheTenantsOwnDatabase() {
    String tenant = running.newTenant();

    JsonNode job = jobs.ended(tenant, jobs.requestDigitalCard(tenant));

    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("percent").intValue()).isEqualTo(100);
    assertThat(job.get("steps").findValuesAsText("step"))
        .containsExactly(
            "preflight", "landlord-migrations", "tenant-migrations", "setup", "verification");
    assertThat(job.get("steps").findValuesAsText("state")).containsOnly("COMPLETED");
    TenantDatabase database = TenantDatabase.of(running, tenant);
    assertThat(database.moduleSchemas()).containsExactly(DIGITAL_CARD);
    assertThat(database.applied(DIGITAL_CARD))
        .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList());
    JsonNode module = running.api().module(tenant, DIGITAL_CARD).orFailUnless(200).body();
    assertThat(module.get("status").textValue()).isEqualTo("ACTIVE");
    assertThat(module.at("/location/database").textValue()).isEqualTo(database.name());
  }

  @Test
  void theParametersReachTheModule() {
    String tenant = running.newTenant();
    Map<String, Object> parameters = Map.of("locale", "de-CH", "cardValidityMonths", 6);

    String job =
        running
            .api()
            .install(tenant, DIGITAL_CARD, "*", parameters)
            .orFailUnless(202)
            .body()
            .get("id")
            .textValue();
    jobs.ended(tenant, job);

    assertThat(
            TenantDatabase.of(running, tenant)
                .texts("select locale || ' ' || card_validity_months from digital_card.setting"))
        .containsExactly("de-CH 6");
  }

  @Test
  void otherContextsHearOfItWithWhereTheDataLives() {
    String tenant = running.newTenant();

    jobs.ended(tenant, jobs.requestDigitalCard(tenant));

    TenantModuleActivated fact =
        running
            .events()
            .await(TenantModuleActivated.class, one -> one.getTenantId().equals(tenant));
    assertThat(fact.getModule()).isEqualTo(DIGITAL_CARD);
    assertThat(fact.getVersion()).isEqualTo("1.0.0");
    assertThat(fact.getLocation().getDatabase())
        .isEqualTo(TenantDatabase.of(running, tenant).name());
  }

  @Test
  void aSecondRequestIsRefusedWithTheModuleThatIsThere() {
    String tenant = running.newTenant();
    jobs.ended(tenant, jobs.requestDigitalCard(tenant));

    assertThat(running.api().install(tenant, DIGITAL_CARD, "^1.0", Map.of()).status())
        .isEqualTo(409);
  }

  @Test
  void twoTenantsAtOnceGetEachTheirOwn() {
    List<String> tenants = List.of(running.newTenant(), running.newTenant());

    List<String> requested = tenants.stream().map(jobs::requestDigitalCard).toList();

    for (int each = 0; each < tenants.size(); each++) {
      JsonNode job = jobs.ended(tenants.get(each), requested.get(each));
      assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
      assertThat(TenantDatabase.of(running, tenants.get(each)).applied(DIGITAL_CARD)).hasSize(10);
    }
  }
}
