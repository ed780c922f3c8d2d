package io.tenantry.local.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a benchmark of the installer found.
 *
 * @param figures of each contender, in the order of their first turns
 * @param single installations one after the other, each from the request to its end in the API
 * @param steps mean milliseconds of each step of those
 * @param provisioning milliseconds for a tenant, from its registration until its database is there
 * @param creation milliseconds for a database that is only created
 * @param ends when each of many installations ended, in milliseconds
 */
record BenchmarkReport(
    int cores,
    String postgres,
    boolean psql,
    Map<Contender, Figures> figures,
    Figures single,
    Map<String, Double> steps,
    double provisioning,
    double creation,
    List<Double> ends) {

  private static final double OF_PSQL = 0.75;
  private static final double OF_FLYWAY = 2;
  private static final double SINGLE_P50_MS = 500;
  private static final double SINGLE_P95_MS = 1_000;
  private static final int FROM = 10;
  private static final int WINDOW = 90;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%d cores, PostgreSQL %s".formatted(cores, postgres));
    if (!psql) {
      lines.add("psql was not found and is not among the contenders; install postgresql-client");
    }
    lines.add("");
    lines.add("                          databases  per second   p50 ms   p95 ms");
    figures.forEach(
        (contender, came) ->
            lines.add(
                "%-25s %10d %11.2f %8.0f %8.0f"
                    .formatted(
                        contender.name(),
                        came.installations(),
                        came.perSecond(),
                        came.percentile(50),
                        came.percentile(95))));
    lines.add(
        "%-25s %10d %11.2f %8.0f %8.0f"
            .formatted(
                "Tenantry, one by one",
                single.installations(),
                single.perSecond(),
                single.percentile(50),
                single.percentile(95)));
    lines.add("");
    lines.add("Goals");
    goals(lines);
    lines.add("");
    lines.add("Time by step of those one by one, mean ms");
    steps.forEach((step, millis) -> lines.add("  %-22s %8.1f".formatted(step, millis)));
    lines.add("Timed apart, ms for each");
    lines.add("  %-22s %8.1f".formatted("provisioning a tenant", provisioning));
    lines.add("  %-22s %8.1f".formatted("create database alone", creation));
    return lines;
  }

  private void goals(List<String> lines) {
    double tenantry = best("Tenantry");
    if (psql) {
      double psql = best("psql -1 under xargs");
      lines.add(goal("of psql under xargs -P4", tenantry / psql, OF_PSQL, true));
    }
    lines.add(goal("of Flyway in parallel", tenantry / best("Flyway"), OF_FLYWAY, true));
    lines.add(goal("ms p50 of one by one", single.percentile(50), SINGLE_P50_MS, false));
    lines.add(goal("ms p95 of one by one", single.percentile(95), SINGLE_P95_MS, false));
    flatness()
        .ifPresentOrElse(
            flat ->
                lines.add(
                    "  %.2f times the cost of the 10th to 100th for the last %d of %d"
                        .formatted(flat, WINDOW, ends.size())),
            () ->
                lines.add(
                    "  cost from the 10th to the 2,000th: not measured with %d a round"
                        .formatted(ends.size())));
  }

  private double best(String prefix) {
    return figures.entrySet().stream()
        .filter(entry -> entry.getKey().name().startsWith(prefix))
        .mapToDouble(entry -> entry.getValue().perSecond())
        .max()
        .orElse(0);
  }

  /** What the last ones cost, as a multiple of what the first ones did. */
  Optional<Double> flatness() {
    if (ends.size() < FROM + 2 * WINDOW) {
      return Optional.empty();
    }
    double first = ends.get(FROM + WINDOW - 1) - ends.get(FROM - 1);
    double last = ends.get(ends.size() - 1) - ends.get(ends.size() - 1 - WINDOW);
    return Optional.of(last / first);
  }

  private static String goal(String what, double value, double wanted, boolean atLeast) {
    boolean met = atLeast ? value >= wanted : value <= wanted;
    return "  %8.2f %-26s %s %.2f: %s"
        .formatted(value, what, atLeast ? "at least" : "at most", wanted, met ? "met" : "missed");
  }
}
