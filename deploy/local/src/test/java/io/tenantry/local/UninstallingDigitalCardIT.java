package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DigitalCard is uninstalled, with its data kept, restored and purged. */
@ExtendWith(RunningPlatform.class)
class UninstallingDigitalCardIT {

  private final Running running;
  private final Jobs jobs;
  private String tenant;
  private TenantDatabase database;

  UninstallingDigitalCardIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @BeforeEach
  void aTenantWithAHolder() {
    tenant = running.newTenant();
    jobs.ended(tenant, jobs.requestDigitalCard(tenant));
    database = TenantDatabase.of(running, tenant);
    database.change(
        "insert into digital_card.holder (reference, display_name) values ('m-1', 'Ada')");
  }

  @Test
  void theModuleIsGoneAndItsDataKept() {
    JsonNode job = uninstalled("keep");

    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("steps").findValuesAsText("step"))
        .containsExactly("preflight", "teardown", "set-aside");
    assertThat(running.api().module(tenant, DIGITAL_CARD).status()).isEqualTo(404);
    JsonNode kept = kept();
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).get("module").textValue()).isEqualTo(DIGITAL_CARD);
    assertThat(kept.get(0).get("status").textValue()).isEqualTo("KEPT");
    assertThat(database.moduleSchemas()).singleElement().asString().startsWith("_kept_");
  }

  @Test
  void aLaterInstallationRestoresTheData() {
    uninstalled("keep");

    JsonNode job = jobs.ended(tenant, restore());

    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
    assertThat(database.texts("select display_name from digital_card.holder"))
        .containsExactly("Ada");
    assertThat(kept()).isEmpty();
    assertThat(
            running
                .api()
                .module(tenant, DIGITAL_CARD)
                .orFailUnless(200)
                .body()
                .get("status")
                .textValue())
        .isEqualTo("ACTIVE");
  }

  @Test
  void purgedDataIsGoneForGood() {
    uninstalled("purge");

    await("nothing is left")
        .atMost(Limits.JOB)
        .untilAsserted(
            () -> {
              assertThat(kept()).isEmpty();
              assertThat(database.moduleSchemas()).isEmpty();
            });
  }

  @Test
  void keptDataIsPurgedWhenSomebodyAsksForIt() {
    uninstalled("keep");
    String id = kept().get(0).get("id").textValue();

    running
        .api()
        .tenantAdmin(tenant)
        .delete("/v1/tenants/%s/kept-data/%s".formatted(tenant, id))
        .orFailUnless(202);

    await("nothing is left")
        .atMost(Limits.JOB)
        .untilAsserted(
            () -> {
              assertThat(kept()).isEmpty();
              assertThat(database.moduleSchemas()).isEmpty();
            });
  }

  @Test
  void anUninstallThatCannotBeDoneLeavesTheModuleAsItIs() {
    database.protectNames();
    JsonNode job = uninstalled("keep");
    database.protectSchemasNoMore();

    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("FAILED");
    JsonNode module = running.api().module(tenant, DIGITAL_CARD).orFailUnless(200).body();
    assertThat(module.get("status").textValue()).isEqualTo("ACTIVE");
    assertThat(database.texts("select display_name from digital_card.holder"))
        .containsExactly("Ada");
  }

  private JsonNode uninstalled(String data) {
    String job =
        running
            .api()
            .uninstall(tenant, DIGITAL_CARD, data)
            .orFailUnless(202)
            .body()
            .get("id")
            .textValue();
    return jobs.ended(tenant, job);
  }

  private String restore() {
    return running
        .api()
        .tenantAdmin(tenant)
        .post(
            "/v1/tenants/" + tenant + "/modules",
            Map.of(
                "module",
                DIGITAL_CARD,
                "version",
                "^1.0",
                "restore",
                kept().get(0).get("id").textValue()))
        .orFailUnless(202)
        .body()
        .get("id")
        .textValue();
  }

  private JsonNode kept() {
    return running.api().keptData(tenant).orFailUnless(200).body().get("items");
  }
}
