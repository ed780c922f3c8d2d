package io.tenantry.local;

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
}
