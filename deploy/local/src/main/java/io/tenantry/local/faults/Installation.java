package io.tenantry.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a tenant's request.
 *
 * @param broken whether the module cannot be installed
 * @param job the job that the API accepted; empty when it accepted none in time
 * @param document the job as the API showed it at last; empty when it showed none
 * @param repeats requests that were sent again because no service answered
 */
record Installation(
    String tenant, boolean broken, Optional<String> job, Optional<JsonNode> document, int repeats) {

  /** What the API said about the job at last. */
  String state() {
    return document.map(shown -> shown.get("state").textValue()).orElse("UNKNOWN");
  }

  boolean ended() {
    return document.filter(shown -> shown.hasNonNull("endedAt")).isPresent();
  }

  /** From the request to the end, by the service's clock; empty while it has not ended. */
  Optional<Duration> duration() {
    return document
        .filter(shown -> shown.hasNonNull("endedAt"))
        .map(shown -> Duration.between(instant(shown, "requestedAt"), instant(shown, "endedAt")));
  }

  private static Instant instant(JsonNode job, String field) {
    return Instant.parse(job.get(field).textValue());
  }
}
