package io.tenantry.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import java.util.Map;

/** Installations that tests ask for. */
record Jobs(Running running) {

  /** Asks for DigitalCard and answers the job's id. */
  String requestDigitalCard(String tenant) {
    return request(tenant, RunningPlatform.DIGITAL_CARD);
  }

  String request(String tenant, String module) {
    return running
        .api()
        .install(tenant, module, "^1.0", Map.of())
        .orFailUnless(202)
        .body()
        .get("id")
        .textValue();
  }

  /** The job when nothing more happens to it by itself. */
  JsonNode ended(String tenant, String job) {
    return running.api().awaitJob(tenant, job, Limits.JOB, seen -> {});
  }

  /** The same while services are killed and started again. */
  JsonNode endedAfterCrashes(String tenant, String job) {
    return running.api().awaitJob(tenant, job, Limits.WALK, seen -> {});
  }

  /** Asks a job to stop once the installer may be at it. */
  void cancelWhenRunning(String tenant, String job) {
    String address = "/v1/installation-jobs/" + job;
    await("the job runs")
        .atMost(Limits.WALK)
        .until(
            () ->
                running
                    .api()
                    .tenantAdmin(tenant)
                    .get(address)
                    .orFailUnless(200)
                    .body()
                    .get("state")
                    .textValue()
                    .equals("RUNNING"));
    running.api().tenantAdmin(tenant).post(address + "/cancel").orFailUnless(202);
  }

  /** Decides what becomes of a job whose undo failed. */
  void resolve(String job, String action) {
    running
        .api()
        .tenants()
        .post("/v1/installation-jobs/" + job + "/resolution", Map.of("action", action))
        .orFailUnless(202);
  }
}
