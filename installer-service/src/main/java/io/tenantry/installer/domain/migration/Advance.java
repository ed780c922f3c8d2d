package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds what a schema lacks, or what is there that should not be. */
final class Advance {

  private final TreeMap<ScriptVersion, Script> versioned;
  private final TreeMap<String, Script> repeatable;
  private final Map<ScriptVersion, Script> undo;
  private final History history;
  private final boolean shared;
  private final boolean newest;

  private Advance(
      List<Script> scripts, List<Script> undo, History history, boolean shared, boolean newest) {
    this.versioned = Scripts.byVersion(scripts);
    this.repeatable = Scripts.byDescription(scripts);
    this.undo = Scripts.byVersion(undo);
    this.history = history;
    this.shared = shared;
    this.newest = newest;
  }

  static Advance alone(List<Script> scripts, List<Script> undo, History history) {
    return new Advance(scripts, undo, history, false, true);
  }

  static Advance shared(List<Script> scripts, List<Script> undo, History history, boolean newest) {
    return new Advance(scripts, undo, history, true, newest);
  }

  MigrationPlan plan() {
    List<AppliedScript> applied = ours(history.versioned());
    List<AppliedScript> begun = ours(history.begun());
    Optional<Drift> drift =
        history
            .flaw()
            .or(() -> first(applied.stream().map(this::drift)))
            .or(() -> first(pending(applied).stream().map(one -> outOfOrder(one, applied))))
            .or(this::missing)
            .or(() -> first(begun.stream().map(this::withoutUndo)));
    return drift.isPresent()
        ? drift.get()
        : new Pending(takenBack(begun), inOrder(applied), history.nextRank());
  }

  /** Scripts above those of the package are a later version's, where versions share a schema. */
  private List<AppliedScript> ours(List<AppliedScript> rows) {
    return rows.stream()
        .filter(row -> !shared || !versioned.isEmpty() && isKnown(row.version().orElseThrow()))
        .toList();
  }

  private boolean isKnown(ScriptVersion version) {
    return version.compareTo(versioned.lastKey()) <= 0;
  }

  private Optional<Drift> drift(AppliedScript applied) {
    Script script = versioned.get(applied.version().orElseThrow());
    if (script == null) {
      return Optional.of(notHeld(applied));
    }
    if (!applied.has(script)) {
      return Optional.of(
          new Drift(
              applied.script(),
              "It was applied with checksum %s, the package holds it with %d."
                  .formatted(applied.sum(), script.checksum())));
    }
    return applied.description().equals(script.description())
        ? Optional.empty()
        : Optional.of(
            new Drift(
                applied.script(),
                "The package holds it as %s; both have the checksum %d."
                    .formatted(script.fileName(), script.checksum())));
  }

  private static Drift notHeld(AppliedScript applied) {
    return new Drift(
        applied.script(),
        "It was applied with checksum %s, but the package does not hold it."
            .formatted(applied.sum()));
  }

  private Optional<Drift> missing() {
    return shared
        ? Optional.empty()
        : history.repeatable().entrySet().stream()
            .filter(rows -> !repeatable.containsKey(rows.getKey()))
            .map(rows -> notHeld(last(rows.getValue())))
            .findFirst();
  }

  private Optional<Drift> outOfOrder(Script script, List<AppliedScript> applied) {
    return applied.stream()
        .filter(later -> later.version().orElseThrow().compareTo(script.version()) > 0)
        .max((one, other) -> one.version().orElseThrow().compareTo(other.version().orElseThrow()))
        .map(
            later ->
                new Drift(
                    script.fileName(),
                    "It was not applied and has the checksum %d, but the later version %s was, with checksum %s."
                        .formatted(script.checksum(), later.version().orElseThrow(), later.sum())));
  }

  private Optional<Drift> withoutUndo(AppliedScript begun) {
    return undo.containsKey(begun.version().orElseThrow())
        ? Optional.empty()
        : Optional.of(
            new Drift(
                begun.script(),
                "It began outside a transaction with checksum %s, nobody knows how it ended, and the package holds no script to take it back."
                    .formatted(begun.sum())));
  }

  private List<Change> takenBack(List<AppliedScript> begun) {
    List<Change> changes = new ArrayList<>();
    for (AppliedScript one : begun) {
      changes.add(0, Change.undoing(undo.get(one.version().orElseThrow()), List.of(one)));
    }
    return changes;
  }

  private List<Script> inOrder(List<AppliedScript> applied) {
    TreeMap<String, List<AppliedScript>> former = history.repeatable();
    List<Script> scripts = new ArrayList<>(pending(applied));
    repeatable.forEach(
        (description, script) -> {
          List<AppliedScript> rows = former.get(description);
          if (rows == null || newest && !last(rows).has(script)) {
            scripts.add(script);
          }
        });
    return scripts;
  }

  private List<Script> pending(List<AppliedScript> applied) {
    TreeMap<ScriptVersion, Script> pending = new TreeMap<>(versioned);
    applied.forEach(row -> pending.remove(row.version().orElseThrow()));
    history.baseline().ifPresent(baseline -> pending.headMap(baseline, true).clear());
    return List.copyOf(pending.values());
  }

  private static AppliedScript last(List<AppliedScript> rows) {
    return rows.get(rows.size() - 1);
  }

  private static Optional<Drift> first(Stream<Optional<Drift>> found) {
    return found.flatMap(Optional::stream).findFirst();
  }
}
