package io.tenantry.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a tenant's requests.
 *
 * @param jobs in the order in which they were asked for; fewer than the course has when one did not
 *     end as it should
 * @param repeats requests that were sent again because no service answered
 */
record TenantOutcome(String tenant, Course course, List<Job> jobs, int repeats) {

  TenantOutcome {
    jobs = List.copyOf(jobs);
  }

  /** Whether the API accepted everything that was asked for. */
  boolean isAccepted() {
    return jobs.size() == course.outcomes().size() && ids().count() == jobs.size();
  }

  Stream<String> ids() {
    return jobs.stream().flatMap(one -> one.id().stream());
  }

  /** What the API said about each job at last. */
  List<String> states() {
    return jobs.stream().map(Job::state).toList();
  }

  Stream<Duration> durations() {
    return jobs.stream().flatMap(one -> one.duration().stream());
  }

  /** The problem of the last job, empty when it has none. */
  String lastSqlState() {
    return jobs.get(jobs.size() - 1)
        .document()
        .map(one -> one.at("/problem/sqlState").asText())
        .orElse("");
  }

  @Override
  public String toString() {
    return tenant
        + " "
        + course
        + ": "
        + jobs.stream()
            .map(one -> "job %s is %s".formatted(one.id().orElse("none"), one.state()))
            .collect(Collectors.joining(", "));
  }

  /**
   * A job that was asked for.
   *
   * @param id empty when the API accepted none in time
   * @param document the job as the API showed it at last; empty when it showed none
   */
  record Job(Optional<String> id, Optional<JsonNode> document) {

    String state() {
      return document.map(shown -> shown.get("state").textValue()).orElse("UNKNOWN");
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
}
