package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another context that reads the public topic from its beginning knows what the API says. */
@ExtendWith(RunningPlatform.class)
class KnowingFromPublicFactsIT {

  private static final String BROKEN = "digital_card_broken";
  private static final List<String> TOLD = List.of("status", "version", "installedAs", "namespace");
  private static final Map<String, String> LOCATION =
      Map.of(
          "server", "server",
          "database", "database",
          "schemaName", "schema",
          "runtimeRole", "runtimeRole",
          "runtimeSecret", "runtimeSecret");

  private final Running running;
  private final Jobs jobs;
  private final PublicFacts facts;

  KnowingFromPublicFactsIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
    this.facts = new PublicFacts(running);
  }

  @Test
  void theLastFactsAreTheSamePictureAsTheApi() {
    running.api().publish(ModuleSource.of("digital-card-broken"));
    List<String> tenants = List.of(running.newTenant(), running.newTenant(), running.newTenant());
    tenants.forEach(tenant -> jobs.ended(tenant, jobs.requestDigitalCard(tenant)));
    end(tenants.get(0), running.api().upgrade(tenants.get(0), DIGITAL_CARD, parameters()));
    jobs.ended(tenants.get(0), jobs.request(tenants.get(0), BROKEN));
    end(tenants.get(1), running.api().uninstall(tenants.get(1), DIGITAL_CARD, "keep"));

    Map<String, String> api = new TreeMap<>();
    tenants.forEach(tenant -> api.putAll(fromApi(tenant)));

    assertThat(api).as("active, failed, active; one is gone").hasSize(3);
    await("the public topic tells the same")
        .atMost(Limits.JOB)
        .untilAsserted(() -> assertThat(fromFacts(tenants)).isEqualTo(api));
  }

  private void end(String tenant, ApiAnswer accepted) {
    JsonNode job = jobs.ended(tenant, accepted.orFailUnless(202).body().get("id").textValue());
    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
  }

  private static Map<String, ?> parameters() {
    return Map.of("parameters", Map.of("locale", "de-CH"));
  }

  private Map<String, String> fromApi(String tenant) {
    Map<String, String> picture = new TreeMap<>();
    JsonNode modules =
        running
            .api()
            .tenantAdmin(tenant)
            .get("/v1/tenants/" + tenant + "/modules")
            .orFailUnless(200)
            .body()
            .get("items");
    for (JsonNode module : modules) {
      Map<String, String> told = new TreeMap<>();
      TOLD.forEach(name -> told.put(name, module.path(name).asText()));
      LOCATION.values().forEach(name -> told.put(name, module.at("/location/" + name).asText()));
      List<String> permissions = new ArrayList<>();
      module.path("permissions").forEach(one -> permissions.add(one.get("name").textValue()));
      told.put("permissions", permissions.toString());
      picture.put(tenant + "/" + module.get("module").textValue(), told.toString());
    }
    return picture;
  }

  private Map<String, String> fromFacts(List<String> tenants) {
    Map<String, String> picture = new TreeMap<>();
    facts
        .last()
        .forEach(
            (key, fact) -> {
              if (tenants.contains(key.split("/")[0])) {
                picture.put(key, told(fact));
              }
            });
    return picture;
  }

  private static String told(GenericRecord fact) {
    Map<String, String> told = new TreeMap<>();
    TOLD.forEach(name -> told.put(name, text(fact, name)));
    boolean hasLocation = fact.hasField("location");
    LOCATION.forEach(
        (field, name) ->
            told.put(name, hasLocation ? text((GenericRecord) fact.get("location"), field) : ""));
    List<String> permissions = new ArrayList<>();
    if (fact.hasField("permissions")) {
      ((Collection<?>) fact.get("permissions"))
          .forEach(one -> permissions.add(text((GenericRecord) one, "name")));
    }
    told.put("permissions", permissions.toString());
    return told.toString();
  }

  private static String text(GenericRecord record, String field) {
    return record.hasField(field) ? record.get(field).toString() : "";
  }
}
