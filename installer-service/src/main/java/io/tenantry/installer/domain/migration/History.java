package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a schema's history tells, whoever wrote it: Flyway, or the platform in Flyway's words.
 *
 * @param rows in the order of their ranks
 * @param begun scripts outside a transaction that began, and of which nobody knows how they ended
 */
public record History(List<AppliedScript> rows, List<AppliedScript> begun) {

  /** Of a schema in which nothing was done yet. */
  public static final History NONE = new History(List.of(), List.of());

  private static final String BASELINE = "BASELINE";
  private static final String SCHEMA = "SCHEMA";

  /** Later rows that make the earlier ones void: Flyway's repair, and the undo of its editions. */
  private static final Set<String> VOIDING = Set.of("DELETE", "UNDO_SQL");

  public History {
    rows = List.copyOf(rows);
    begun = List.copyOf(begun);
  }

  /** Of rows that stand for scripts which ended well. */
  public static History of(List<AppliedScript> rows) {
    return new History(rows, List.of());
  }

  /** Versioned scripts that were applied, in the order in which they were. */
  List<AppliedScript> versioned() {
    List<AppliedScript> applied = new ArrayList<>();
    for (AppliedScript row : rows) {
      if (row.version().isPresent() && !row.is(BASELINE)) {
        if (VOIDING.contains(row.type())) {
          applied.removeIf(earlier -> earlier.version().equals(row.version()));
        } else {
          applied.add(row);
        }
      }
    }
    return applied;
  }

  /** Of each repeatable script that was applied all rows, by its description, the latest last. */
  TreeMap<String, List<AppliedScript>> repeatable() {
    TreeMap<String, List<AppliedScript>> applied = new TreeMap<>();
    for (AppliedScript row : rows) {
      if (row.version().isEmpty() && !row.is(SCHEMA)) {
        if (VOIDING.contains(row.type())) {
          applied.remove(row.description());
        } else {
          applied.computeIfAbsent(row.description(), missing -> new ArrayList<>()).add(row);
        }
      }
    }
    return applied;
  }

  /** The version up to which everything was there before the history began. */
  Optional<ScriptVersion> baseline() {
    return rows.stream()
        .filter(row -> row.is(BASELINE))
        .flatMap(row -> row.version().stream())
        .findFirst();
  }

  int nextRank() {
    return Stream.concat(rows.stream(), begun.stream())
            .mapToInt(AppliedScript::rank)
            .max()
            .orElse(0)
        + 1;
  }

  /** Why nobody can go on from here. */
  Optional<Drift> flaw() {
    return rows.stream()
        .filter(row -> !row.success())
        .findFirst()
        .map(History::failed)
        .or(this::strange);
  }

  private static Drift failed(AppliedScript row) {
    return new Drift(
        row.script(),
        "The history says that it failed (checksum %s); remove what it left, and its row with 'flyway repair'."
            .formatted(row.sum()));
  }

  private Optional<Drift> strange() {
    return Stream.concat(versioned().stream(), repeatable().values().stream().flatMap(List::stream))
        .filter(row -> !row.is(AppliedScript.SQL))
        .findFirst()
        .map(
            row ->
                new Drift(
                    row.script(),
                    "It was applied as %s with checksum %s; only SQL scripts can be gone on from."
                        .formatted(row.type(), row.sum())));
  }
}
