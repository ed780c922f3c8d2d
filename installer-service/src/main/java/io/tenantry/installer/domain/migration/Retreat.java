package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what takes a schema back. */
final class Retreat {

  private final Set<ScriptVersion> kept;
  private final TreeMap<String, Script> former;
  private final Map<ScriptVersion, Script> undo;
  private final TreeMap<String, Script> undoOfRepeatable;
  private final History history;
  private final Predicate<AppliedScript> mayGo;
  private final List<Change> changes = new ArrayList<>();

  Retreat(
      Set<ScriptVersion> kept,
      List<Script> repeatable,
      List<Script> undo,
      History history,
      Predicate<AppliedScript> mayGo) {
    this.kept = kept;
    this.former = Scripts.byDescription(repeatable);
    this.undo = Scripts.byVersion(undo);
    this.undoOfRepeatable = Scripts.byDescription(undo);
    this.history = history;
    this.mayGo = mayGo;
  }

  MigrationPlan plan() {
    for (Map.Entry<String, List<AppliedScript>> rows :
        history.repeatable().descendingMap().entrySet()) {
      if (!former.containsKey(rows.getKey()) && mayGo.test(rows.getValue().get(0))) {
        Script script = undoOfRepeatable.get(rows.getKey());
        if (script == null) {
          return withoutUndo(rows.getValue().get(0));
        }
        changes.add(Change.undoing(script, rows.getValue()));
      }
    }
    for (AppliedScript applied : forgotten()) {
      Script script = undo.get(applied.version().orElseThrow());
      if (script == null) {
        return withoutUndo(applied);
      }
      changes.add(Change.undoing(script, List.of(applied)));
    }
    runAgain();
    return new Reversal(changes);
  }

  private List<AppliedScript> forgotten() {
    return Stream.concat(history.versioned().stream(), history.begun().stream())
        .filter(one -> !kept.contains(one.version().orElseThrow()) && mayGo.test(one))
        .sorted(Comparator.comparing(AppliedScript::rank).reversed())
        .toList();
  }

  private void runAgain() {
    TreeMap<String, List<AppliedScript>> applied = history.repeatable();
    int rank = history.nextRank();
    for (Script script : former.values()) {
      List<AppliedScript> rows = applied.getOrDefault(script.description(), List.of());
      if (rows.isEmpty() || !rows.get(rows.size() - 1).has(script)) {
        changes.add(Change.applying(script, rank++));
      }
    }
  }

  private static Drift withoutUndo(AppliedScript applied) {
    return new Drift(
        applied.script(),
        "It was applied with checksum %s, and the package holds no script to take it back."
            .formatted(applied.sum()));
  }
}
