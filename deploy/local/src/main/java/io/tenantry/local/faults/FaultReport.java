package io.tenantry.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fault run did, and what it found.
 *
 * @param plan what was asked for
 * @param tenants by what they asked for
 * @param kills by service
 * @param revivals starts of services that had ended by themselves
 * @param repeats requests that were sent again because no service answered
 * @param underFaults from the first request until nothing was killed any more
 * @param settled from the last restart until all books were closed
 * @param durations of the jobs, shortest first
 */
public record FaultReport(
    FaultPlan plan,
    Map<Course, Long> tenants,
    Map<String, Integer> kills,
    int revivals,
    int repeats,
    Duration underFaults,
    Duration settled,
    List<Duration> durations,
    List<Finding> findings) {

  private static final int SHOWN = 10;

  public boolean passed() {
    return findings.stream().allMatch(Finding::kept);
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Tenants        %d: %d install, %d of them a module that fails; %d upgrade too, %d to a version that fails; %d uninstall, %d of them for a while"
            .formatted(
                plan.tenants(),
                with(Course.INSTALLED) + with(Course.BROKEN),
                with(Course.BROKEN),
                with(Course.UPGRADED) + with(Course.UPGRADE_FAILED),
                with(Course.UPGRADE_FAILED),
                with(Course.PURGED) + with(Course.RESTORED),
                with(Course.RESTORED)));
    lines.add(
        "Kills          %d (%s), every %s s, seed %d"
            .formatted(total(), byService(), plan.killEvery(), plan.seed()));
    lines.add("Revivals       %d services had ended by themselves".formatted(revivals));
    lines.add("Requests       %d were sent again because no service answered".formatted(repeats));
    lines.add(
        "Time           %.1f s with faults, then %.1f s until all was settled"
            .formatted(seconds(underFaults), seconds(settled)));
    lines.add(
        "Jobs           p50 %.1f s, p95 %.1f s, longest %.1f s"
            .formatted(seconds(percentile(50)), seconds(percentile(95)), seconds(percentile(100))));
    findings.forEach(finding -> tell(finding, lines));
    lines.add("Verdict        " + (passed() ? "passed" : "FAILED"));
    return lines;
  }

  /** For programs. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", passed() ? "passed" : "failed");
    document.put("seed", plan.seed());
    document.put("killEverySeconds", plan.killEvery().toString());
    document.put("tenants", plan.tenants());
    tenants.forEach((course, count) -> document.put(course.name(), count));
    document.put("kills", kills);
    document.put("revivals", revivals);
    document.put("repeatedRequests", repeats);
    document.put("secondsUnderFaults", seconds(underFaults));
    document.put("secondsUntilSettled", seconds(settled));
    document.put("jobSecondsP50", seconds(percentile(50)));
    document.put("jobSecondsP95", seconds(percentile(95)));
    document.put("jobSecondsLongest", seconds(percentile(100)));
    document.put(
        "findings",
        findings.stream()
            .map(
                one ->
                    Map.of(
                        "promise", one.promise(), "checked", one.checked(), "broken", one.broken()))
            .toList());
    return document;
  }

  private long with(Course course) {
    return tenants.getOrDefault(course, 0L);
  }

  private Duration percentile(int percent) {
    return durations.isEmpty()
        ? Duration.ZERO
        : durations.get((durations.size() * percent + 99) / 100 - 1);
  }

  private int total() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  private String byService() {
    return String.join(
        ", ",
        kills.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .sorted()
            .toList());
  }

  private static void tell(Finding finding, List<String> lines) {
    lines.add(
        "  %-4s %s (%d)"
            .formatted(finding.kept() ? "ok" : "NO", finding.promise(), finding.checked()));
    finding.broken().stream().limit(SHOWN).forEach(line -> lines.add("         " + line));
    if (finding.broken().size() > SHOWN) {
      lines.add("         and %d more".formatted(finding.broken().size() - SHOWN));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
