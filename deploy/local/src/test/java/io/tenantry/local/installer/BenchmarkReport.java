package io.tenantry.local.installer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures, and what they should be. */
final class BenchmarkReport {

  private static final String LINE = "  %-12s %9d %12.2f %9.0f ms %9.0f ms";
  private static final String ALONE = "alone";
  private static final double OF_PSQL = 0.75;
  private static final double OF_FLYWAY = 2;
  private static final double P50_MS = 500;
  private static final double P95_MS = 1000;
  private static final double FLAT = 1.2;

  private final Map<Integer, Map<String, Measured>> contests = new LinkedHashMap<>();
  private final Map<String, List<JobTimes>> times = new LinkedHashMap<>();
  private Optional<Measured> early = Optional.empty();
  private Optional<Measured> late = Optional.empty();
  private int before;
  private int databases;
  private double provisioning;

  void add(String contender, int workers, Measured took) {
    contests.computeIfAbsent(workers, key -> new LinkedHashMap<>()).put(contender, took);
  }

  void singles(List<JobTimes> jobs) {
    times.put(ALONE, List.copyOf(jobs));
  }

  void times(String when, List<JobTimes> jobs) {
    times.put(when, List.copyOf(jobs));
  }

  void early(Measured took) {
    early = Optional.of(took);
  }

  void late(int tenantsBefore, Measured took) {
    before = tenantsBefore;
    late = Optional.of(took);
  }

  void provisioned(int number, double seconds) {
    databases += number;
    provisioning += seconds;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  %-12s %9s %12s %12s %12s".formatted("", "parallel", "installs/s", "p50", "p95"));
    contests.forEach(
        (workers, taken) ->
            taken.forEach(
                (name, took) ->
                    lines.add(
                        LINE.formatted(name, workers, took.perSecond(), took.p50(), took.p95()))));
    lines.add(
        "Provisioning, which is no part of that: %d databases, %.1f a second"
            .formatted(databases, databases / provisioning));
    lines.add("");
    contests.forEach((workers, taken) -> lines.addAll(goals(workers, taken)));
    lines.addAll(ofSingles());
    lines.addAll(ofCost());
    lines.addAll(ofTime());
    return lines;
  }

  private static List<String> goals(int workers, Map<String, Measured> taken) {
    double own = taken.get("Tenantry").perSecond();
    List<String> lines = new ArrayList<>();
    Optional.ofNullable(taken.get("psql -1"))
        .map(psql -> own / psql.perSecond())
        .map(ratio -> atLeast("%d at once, of psql".formatted(workers), ratio, OF_PSQL))
        .ifPresent(lines::add);
    Optional.ofNullable(taken.get("Flyway"))
        .map(flyway -> own / flyway.perSecond())
        .map(ratio -> atLeast("%d at once, of Flyway".formatted(workers), ratio, OF_FLYWAY))
        .ifPresent(lines::add);
    return lines;
  }

  private List<String> ofSingles() {
    List<Double> whole = times.get(ALONE).stream().map(JobTimes::wholeSaga).toList();
    return List.of(
        below("one alone, p50 in ms", Measured.percentile(whole, 0.50), P50_MS),
        below("one alone, p95 in ms", Measured.percentile(whole, 0.95), P95_MS));
  }

  private List<String> ofTime() {
    List<String> lines = new ArrayList<>(List.of("", "Where Tenantry's time goes, p50 in ms:"));
    lines.add(row("", times.keySet().stream().map("%12s"::formatted)));
    lines.add(part("request, plan, approval", JobTimes::untilTaken));
    lines.add(part("until a worker begins", JobTimes::waiting));
    int steps = times.get(ALONE).get(0).steps().size();
    for (int position = 0; position < steps; position++) {
      int step = position;
      String name = times.get(ALONE).get(0).steps().get(step).name();
      lines.add(part(name, job -> job.steps().get(step).took()));
    }
    lines.add(part("between steps", JobTimes::betweenSteps));
    lines.add(part("until the job has ended", JobTimes::untilEnded));
    return lines;
  }

  private List<String> ofCost() {
    if (early.isEmpty() || late.isEmpty()) {
      return List.of();
    }
    double first = 1000 / early.get().perSecond();
    double last = 1000 / late.get().perSecond();
    return List.of(
        "An installation costs %.0f ms early on and %.0f ms after %d tenants"
            .formatted(first, last, before),
        below("last to first", last / first, FLAT));
  }

  private String part(String name, ToDoubleFunction<JobTimes> of) {
    return row(
        name,
        times.values().stream()
            .map(jobs -> jobs.stream().map(of::applyAsDouble).toList())
            .map(values -> "%12.1f".formatted(Measured.percentile(values, 0.50))));
  }

  private static String row(String name, Stream<String> cells) {
    return "  %-26s%s".formatted(name, cells.collect(Collectors.joining()));
  }

  private static String atLeast(String what, double value, double goal) {
    return goal(what, value, "at least", goal, value >= goal);
  }

  private static String below(String what, double value, double goal) {
    return goal(what, value, "below", goal, value < goal);
  }

  private static String goal(String what, double value, String word, double goal, boolean met) {
    return "  %-28s %8.2f   goal: %s %.2f, %s"
        .formatted(what, value, word, goal, met ? "met" : "missed");
  }
}
