package io.tenantry.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A module, from its source tree to the tenant's own database. */
final class MainJob {

  static final String TENANT = "acme";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Platform platform;
  private final PlatformApi api;
  private final ModuleSource module;
  private final Screen screen;

  MainJob(Platform platform, ModuleSource module, Screen screen) {
    this.platform = platform;
    this.api = new PlatformApi(platform);
    this.module = module;
    this.screen = screen;
  }

  /** Answers whether the module is active in the end. */
  boolean run() {
    screen.step("Packing, registering and publishing " + module.directory().getFileName());
    api.publish(module);
    screen.step("Registering the tenant " + TENANT + " and waiting for its database");
    api.register(TENANT, LIMIT);
    JobReport report = new JobReport(platform.servers().postgres(), module.name(), screen);
    Optional<JsonNode> present = activeModule();
    if (present.isPresent()) {
      screen.step(
          "%s %s is installed already"
              .formatted(module.name(), present.get().get("version").textValue()));
      report.tellInstalled(present.get(), Optional.empty());
      return true;
    }
    List<SchemaSnapshot> before = snapshots();
    screen.step("Installing " + module.name() + " for " + TENANT);
    JsonNode ended = install();
    Optional<JsonNode> active = activeModule();
    active.ifPresentOrElse(
        installed -> report.tellInstalled(installed, Optional.of(ended)),
        () -> report.tellFailed(ended, before, snapshots()));
    return active.isPresent();
  }

  private JsonNode install() {
    long start = System.nanoTime();
    ApiAnswer accepted = api.install(TENANT, module.name(), module.version(), Map.of());
    String job =
        accepted.status() == 409
            ? accepted.body().get("jobId").textValue()
            : accepted.orFailUnless(202).body().get("id").textValue();
    return api.awaitJob(
        TENANT, job, LIMIT, state -> show(state, Duration.ofNanos(System.nanoTime() - start)));
  }

  private void show(JsonNode job, Duration elapsed) {
    JsonNode steps = job.get("steps");
    String step =
        steps.isEmpty()
            ? job.get("state").textValue().toLowerCase(Locale.ROOT)
            : lastStep(steps.get(steps.size() - 1), steps);
    screen.progress(module.name(), step, job.get("percent").intValue(), elapsed);
  }

  /** While it is undone, the step that is being undone, and otherwise the last that began. */
  private static String lastStep(JsonNode last, JsonNode steps) {
    for (JsonNode step : steps) {
      if (step.get("state").textValue().equals("UNDOING")) {
        return "undo " + step.get("step").textValue();
      }
    }
    return last.get("step").textValue();
  }

  private Optional<JsonNode> activeModule() {
    ApiAnswer answer = api.module(TENANT, module.name());
    return answer.isSuccess() && answer.body().get("status").textValue().equals("ACTIVE")
        ? Optional.of(answer.body())
        : Optional.empty();
  }

  private List<SchemaSnapshot> snapshots() {
    return List.of(
        SchemaSnapshot.of(platform.servers().postgres(), PlatformDatabases.LANDLORD),
        SchemaSnapshot.of(platform.servers().postgres(), api.database(TENANT)));
  }
}
