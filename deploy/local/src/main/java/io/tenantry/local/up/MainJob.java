package io.tenantry.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.testkit.modules.ProjectFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** DigitalCard, from its source tree to the tenant's own database. */
final class MainJob {

  static final String TENANT = "acme";
  static final String MODULE = "digital_card";

  private static final String VERSION = "1.0.0";
  private static final String SOURCE = "digital-card";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Platform platform;
  private final PlatformApi api;
  private final Screen screen;

  MainJob(Platform platform, Screen screen) {
    this.platform = platform;
    this.api = new PlatformApi(platform);
    this.screen = screen;
  }

  /** Answers whether the module is active in the end. */
  boolean run() {
    screen.step("Packing, registering and publishing " + SOURCE);
    api.publish(ProjectFiles.module(SOURCE), MODULE, VERSION);
    screen.step("Registering the tenant " + TENANT + " and waiting for its database");
    api.register(TENANT, LIMIT);
    Optional<JsonNode> present = activeModule();
    if (present.isPresent()) {
      screen.step("%s %s is installed already".formatted(MODULE, version(present.get())));
      tellResult(present.get(), Optional.empty());
      return true;
    }
    screen.step("Installing " + MODULE + " for " + TENANT);
    return install();
  }

  private boolean install() {
    long start = System.nanoTime();
    ApiAnswer accepted = api.install(TENANT, MODULE, "^1.0", Map.of("locale", "en"));
    String job = accepted.orFailUnless(202).body().get("id").textValue();
    JsonNode ended =
        api.awaitJob(
            TENANT, job, LIMIT, state -> show(state, Duration.ofNanos(System.nanoTime() - start)));
    Optional<JsonNode> module = activeModule();
    if (module.isEmpty()) {
      screen.line("Final state: " + ended.get("state").textValue());
      screen.line(ended.path("problem").toPrettyString());
      return false;
    }
    tellResult(module.get(), Optional.of(duration(ended)));
    return true;
  }

  private void show(JsonNode job, Duration elapsed) {
    JsonNode steps = job.get("steps");
    String step =
        steps.isEmpty()
            ? job.get("state").textValue().toLowerCase(Locale.ROOT)
            : steps.get(steps.size() - 1).get("step").textValue();
    screen.progress(MODULE, step, job.get("percent").intValue(), elapsed);
  }

  private void tellResult(JsonNode module, Optional<Duration> duration) {
    screen.line("");
    screen.line("Final state: " + module.get("status").textValue());
    screen.line("Version:     " + version(module));
    duration.ifPresent(
        time -> screen.line("Duration:    " + time.toMillis() + " ms from request to ACTIVE"));
    screen.line("");
    Inventory inventory = new Inventory(platform.servers().postgres());
    screen.line("Created in the landlord database:");
    inventory.of("landlord", MODULE).forEach(screen::line);
    String database = module.at("/location/database").textValue();
    screen.line("Created in the tenant database " + database + ":");
    inventory.of(database, MODULE).forEach(screen::line);
  }

  private Optional<JsonNode> activeModule() {
    ApiAnswer answer = api.module(TENANT, MODULE);
    return answer.isSuccess() && answer.body().get("status").textValue().equals("ACTIVE")
        ? Optional.of(answer.body())
        : Optional.empty();
  }

  private static String version(JsonNode module) {
    return module.get("version").textValue();
  }

  private static Duration duration(JsonNode job) {
    return Duration.between(
        Instant.parse(job.get("requestedAt").textValue()),
        Instant.parse(job.get("endedAt").textValue()));
  }
}
