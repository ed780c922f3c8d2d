package io.tenantry.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ApiClient;
import io.tenantry.local.client.ModuleSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Somebody who asks again when a service dies before it answers. */
record InsistentUser(Running running, CrashWalks walks) {

  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(50);
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "MANUAL_INTERVENTION");

  void publish(ModuleSource module) {
    insist(
        () -> {
          running.api().publish(module);
          return true;
        });
  }

  /** A tenant with its database. */
  String newTenant() {
    String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> body = Map.of("id", tenant, "name", tenant);
    insist(() -> running.api().tenants().post("/v1/tenants", body).orFailUnless(202, 409));
    insist(
        () -> running.api().tenants().get("/v1/tenants/" + tenant).orFailUnless(200).body(),
        found -> !found.get("status").textValue().equals("PROVISIONING"));
    return tenant;
  }

  TenantDatabase databaseOf(String tenant) {
    return new TenantDatabase(running, insist(() -> running.api().database(tenant)));
  }

  /** The job of a request; one that may have been heard before is looked up. */
  String request(String tenant, String module) {
    insist(() -> running.api().install(tenant, module, "^1.0", Map.of()).orFailUnless(202, 409));
    return newestJob(tenant, module);
  }

  /** The job of a request that has a key of its own, so that it may be heard again. */
  String requestOnce(String tenant, String module) {
    ApiClient client = as(tenant).keyed(module);
    Map<String, String> body = Map.of("module", module, "version", "^1.0");
    return insist(() -> client.post("/v1/tenants/" + tenant + "/modules", body).orFailUnless(202))
        .body()
        .get("id")
        .textValue();
  }

  /** The job of a request to remove a module. */
  String uninstall(String tenant, String module, String data) {
    insist(() -> running.api().uninstall(tenant, module, data).orFailUnless(202, 409));
    return newestJob(tenant, module);
  }

  /** The job of a request to install a module with its kept data. */
  String restore(String tenant, String module) {
    Map<String, String> body =
        Map.of("module", module, "version", "^1.0", "restore", keptData(tenant));
    insist(
        () -> as(tenant).post("/v1/tenants/" + tenant + "/modules", body).orFailUnless(202, 409));
    return newestJob(tenant, module);
  }

  /** Wants the data gone that removed modules have left; it may have been heard, and be gone. */
  void purge(String tenant) {
    String address = "/v1/tenants/%s/kept-data/%s".formatted(tenant, keptData(tenant));
    insist(() -> as(tenant).delete(address).orFailUnless(202, 404));
  }

  /** Waits until nothing of removed modules is left. */
  void keepsNothing(String tenant) {
    insist(
        () -> running.api().keptData(tenant).orFailUnless(200).body().get("items"),
        JsonNode::isEmpty);
  }

  String retry(String tenant, String module, String job) {
    insist(() -> as(tenant).post(address(job) + "/retry").orFailUnless(202, 409));
    return newestJob(tenant, module);
  }

  void cancel(String tenant, String job) {
    insist(() -> as(tenant).post(address(job) + "/cancel").orFailUnless(202, 409));
  }

  /** Decides what becomes of a job whose undo failed. */
  void resolve(String job, Map<String, String> decision) {
    insist(
        () ->
            running
                .api()
                .tenants()
                .post(address(job) + "/resolution", decision)
                .orFailUnless(202, 409));
  }

  void suspend(String tenant) {
    Map<String, String> body = Map.of("reason", "Unpaid.");
    insist(() -> running.api().tenants().post(suspension(tenant), body).orFailUnless(200, 409));
  }

  void resume(String tenant) {
    insist(() -> running.api().tenants().delete(suspension(tenant)).orFailUnless(200, 409));
  }

  void isRunning(String tenant, String job) {
    insist(() -> job(tenant, job), found -> found.get("state").textValue().equals("RUNNING"));
  }

  /** The job when nothing more happens to it by itself. */
  JsonNode ended(String tenant, String job) {
    return insist(() -> job(tenant, job), found -> ENDED.contains(found.get("state").textValue()));
  }

  String moduleStatus(String tenant, String module) {
    return insist(() -> running.api().module(tenant, module).orFailUnless(200))
        .body()
        .get("status")
        .textValue();
  }

  <T> T insist(Supplier<T> request) {
    return insist(request, answer -> true);
  }

  private <T> T insist(Supplier<T> request, Predicate<T> satisfied) {
    return await()
        .atMost(Limits.WALK)
        .pollInterval(BETWEEN_REQUESTS)
        .ignoreException(UncheckedIOException.class)
        .until(
            () -> {
              walks.check();
              return request.get();
            },
            satisfied);
  }

  private String keptData(String tenant) {
    return insist(() -> running.api().keptData(tenant).orFailUnless(200).body())
        .at("/items/0/id")
        .textValue();
  }

  private JsonNode job(String tenant, String job) {
    return as(tenant).get(address(job)).orFailUnless(200).body();
  }

  private String newestJob(String tenant, String module) {
    String jobs = "/v1/installation-jobs?tenant=%s&module=%s&limit=1".formatted(tenant, module);
    return insist(() -> as(tenant).get(jobs).orFailUnless(200))
        .body()
        .at("/items/0/id")
        .textValue();
  }

  private ApiClient as(String tenant) {
    return running.api().tenantAdmin(tenant);
  }

  private static String suspension(String tenant) {
    return "/v1/tenants/" + tenant + "/suspension";
  }

  private static String address(String job) {
    return "/v1/installation-jobs/" + job;
  }
}
