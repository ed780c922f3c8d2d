package io.tenantry.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.platform.Platform;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What people do with a platform, through its API. */
public final class PlatformApi {

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "MANUAL_INTERVENTION");

  private final Platform platform;

  public PlatformApi(Platform platform) {
    this.platform = platform;
  }

  /** The registry's API for a platform admin. */
  public ApiClient registry() {
    return new ApiClient(
        platform.registry().address(), platform.tokens().platformAdmin(TOKEN_LIFETIME));
  }

  /** The tenant-module API for a platform admin. */
  public ApiClient tenants() {
    return new ApiClient(
        platform.tenantModule().address(), platform.tokens().platformAdmin(TOKEN_LIFETIME));
  }

  /** The tenant-module API for an admin of that tenant. */
  public ApiClient tenantAdmin(String tenant) {
    return new ApiClient(
        platform.tenantModule().address(), platform.tokens().tenantAdmin(TOKEN_LIFETIME, tenant));
  }

  /** Packs a module, registers and publishes it; again, it changes nothing. */
  public void publish(ModuleSource module) {
    String path = "/v1/modules/%s/versions/%s".formatted(module.name(), module.version());
    registry().putZip(path + "/package", module.packed()).orFailUnless(200, 201);
    registry().post(path + "/publish").orFailUnless(200);
  }

  /** Registers a tenant and waits for its database; answers whether it was new. */
  public boolean register(String tenant, Duration limit) {
    ApiAnswer answer =
        tenants().post("/v1/tenants", Map.of("id", tenant, "name", tenant)).orFailUnless(202, 409);
    await(
        limit,
        "tenant " + tenant + " is provisioned",
        () -> tenants().get("/v1/tenants/" + tenant).orFailUnless(200).body(),
        found -> !found.get("status").textValue().equals("PROVISIONING"));
    return answer.status() == 202;
  }

  /** Name of a tenant's database. */
  public String database(String tenant) {
    return tenants()
        .get("/v1/tenants/" + tenant)
        .orFailUnless(200)
        .body()
        .at("/database/database")
        .textValue();
  }

  /** The job of a request to install a module. */
  public ApiAnswer install(
      String tenant, String module, String version, Map<String, ?> parameters) {
    return tenantAdmin(tenant)
        .post(
            "/v1/tenants/" + tenant + "/modules",
            Map.of("module", module, "version", version, "parameters", parameters));
  }

  /** The job of a request to upgrade a module, or to give it new parameters. */
  public ApiAnswer upgrade(String tenant, String module, Map<String, ?> change) {
    return tenantAdmin(tenant).patch("/v1/tenants/" + tenant + "/modules/" + module, change);
  }

  /** The job of a request to remove a module and to keep or purge its data. */
  public ApiAnswer uninstall(String tenant, String module, String data) {
    return tenantAdmin(tenant)
        .delete("/v1/tenants/%s/modules/%s?data=%s".formatted(tenant, module, data));
  }

  /** What removed modules have left of a tenant's data. */
  public ApiAnswer keptData(String tenant) {
    return tenantAdmin(tenant).get("/v1/tenants/" + tenant + "/kept-data");
  }

  /** Waits until nothing more happens to the job by itself, and shows every look at it. */
  public JsonNode awaitJob(String tenant, String job, Duration limit, Consumer<JsonNode> observer) {
    return await(
        limit,
        "job " + job + " ends",
        () -> {
          JsonNode found =
              tenantAdmin(tenant).get("/v1/installation-jobs/" + job).orFailUnless(200).body();
          observer.accept(found);
          return found;
        },
        found -> ENDED.contains(found.get("state").textValue()));
  }

  /** A tenant's module; status 404 when it has none of that name. */
  public ApiAnswer module(String tenant, String module) {
    return tenantAdmin(tenant).get("/v1/tenants/" + tenant + "/modules/" + module);
  }

  private static JsonNode await(
      Duration limit, String what, Supplier<JsonNode> look, Predicate<JsonNode> reached) {
    long end = System.nanoTime() + limit.toNanos();
    JsonNode found = look.get();
    while (!reached.test(found)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "waited %d s in vain until %s: %s".formatted(limit.toSeconds(), what, found));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      found = look.get();
    }
    return found;
  }
}
