package io.tenantry.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of the main job, in words. */
record JobReport(PostgresServer postgres, String module, Screen screen) {

  void tellInstalled(JsonNode installed, Optional<JsonNode> job) {
    screen.line("");
    screen.line("Final state: " + installed.get("status").textValue());
    screen.line("Version:     " + installed.get("version").textValue());
    job.ifPresent(
        ended ->
            screen.line(
                "Duration:    %d ms from request to ACTIVE".formatted(milliseconds(ended))));
    screen.line("");
    Inventory inventory = new Inventory(postgres);
    screen.line("Created in the landlord database:");
    inventory.of(PlatformDatabases.LANDLORD, module).forEach(screen::line);
    String database = installed.at("/location/database").textValue();
    screen.line("Created in the tenant database " + database + ":");
    inventory.of(database, module).forEach(screen::line);
  }

  void tellFailed(JsonNode ended, List<SchemaSnapshot> before, List<SchemaSnapshot> after) {
    screen.line("");
    screen.line("Final state: " + ended.get("state").textValue());
    tellProblem(ended.path("problem"));
    screen.line("Steps:");
    for (JsonNode step : ended.get("steps")) {
      screen.line(
          "  %-20s %-10s %s"
              .formatted(text(step, "step"), text(step, "state"), text(step, "detail"))
              .stripTrailing());
    }
    screen.line("Left behind:");
    for (int each = 0; each < before.size(); each++) {
      tellDifference(before.get(each), after.get(each));
    }
  }

  private void tellProblem(JsonNode problem) {
    screen.line("Problem:     %s: %s".formatted(text(problem, "code"), text(problem, "detail")));
    if (problem.has("script")) {
      screen.line(
          "  script     %s of %s %s, line %s, SQLSTATE %s"
              .formatted(
                  text(problem, "script"),
                  text(problem, "module"),
                  text(problem, "version"),
                  text(problem, "line"),
                  text(problem, "sqlState")));
      screen.line("  statement  " + text(problem, "statement").replaceAll("\\s+", " "));
    }
  }

  private void tellDifference(SchemaSnapshot before, SchemaSnapshot after) {
    List<String> added = after.without(before);
    List<String> lost = before.without(after);
    if (added.isEmpty() && lost.isEmpty()) {
      screen.line(
          "  nothing in database %s: its %d catalogue entries are what they were"
              .formatted(before.database(), before.lines().size()));
    }
    added.forEach(line -> screen.line("  in database %s: %s".formatted(after.database(), line)));
    lost.forEach(
        line -> screen.line("  lost in database %s: %s".formatted(after.database(), line)));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  private static long milliseconds(JsonNode job) {
    return Duration.between(
            Instant.parse(job.get("requestedAt").textValue()),
            Instant.parse(job.get("endedAt").textValue()))
        .toMillis();
  }
}
