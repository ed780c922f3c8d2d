package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What has to be applied to a schema, or why nothing may be. */
public sealed interface MigrationPlan {

  /** These scripts, in this order; they get the ranks from there on. */
  record Pending(List<Script> scripts, int firstRank) implements MigrationPlan {

    public Pending {
      scripts = List.copyOf(scripts);
    }
  }

  /** These scripts, in this order, which take back those that the history then forgets. */
  record Reversal(List<Script> scripts, List<AppliedScript> forgotten) implements MigrationPlan {

    public Reversal {
      scripts = List.copyOf(scripts);
      forgotten = List.copyOf(forgotten);
    }
  }

  /** What was applied is not what the package holds. */
  record Drift(String script, String explanation) implements MigrationPlan {}

  /**
   * Compares a package's scripts with what the history tells.
   *
   * @throws InvalidValue if two scripts have the same version
   */
  static MigrationPlan of(List<Script> scripts, List<AppliedScript> history) {
    return compare(byVersion(scripts), history);
  }

  /**
   * The same for a schema that several versions of a module share: one of them may have applied
   * more, later scripts, which go with the older versions too.
   *
   * @throws InvalidValue if two scripts have the same version
   */
  static MigrationPlan ofShared(List<Script> scripts, List<AppliedScript> history) {
    Map<ScriptVersion, Script> packaged = byVersion(scripts);
    Optional<ScriptVersion> newest = packaged.keySet().stream().max(Comparator.naturalOrder());
    int rank = nextRank(history);
    MigrationPlan plan =
        compare(
            packaged,
            history.stream()
                .filter(one -> newest.isPresent() && one.version().compareTo(newest.get()) <= 0)
                .toList());
    return plan instanceof Pending pending ? new Pending(pending.scripts(), rank) : plan;
  }

  /**
   * Finds what takes a schema back to certain scripts.
   *
   * @param kept versions that stay
   * @param undo scripts that take back, of those versions that they take back
   */
  static MigrationPlan back(
      Set<ScriptVersion> kept, List<Script> undo, List<AppliedScript> history) {
    Map<ScriptVersion, Script> undoing = byVersion(undo);
    List<AppliedScript> forgotten =
        history.stream()
            .filter(one -> !kept.contains(one.version()))
            .sorted(Comparator.comparing(AppliedScript::rank).reversed())
            .toList();
    List<Script> scripts = new ArrayList<>();
    for (AppliedScript applied : forgotten) {
      Script script = undoing.get(applied.version());
      if (script == null) {
        return new Drift(
            applied.script(), "It was applied, and the package holds no script to take it back.");
      }
      scripts.add(script);
    }
    return new Reversal(scripts, forgotten);
  }

  private static MigrationPlan compare(
      Map<ScriptVersion, Script> packaged, List<AppliedScript> history) {
    for (AppliedScript applied : history) {
      Optional<Drift> drift = drift(applied, packaged.remove(applied.version()));
      if (drift.isPresent()) {
        return drift.get();
      }
    }
    Optional<ScriptVersion> newest =
        history.stream().map(AppliedScript::version).max(Comparator.naturalOrder());
    List<Script> pending = new ArrayList<>(packaged.values());
    for (Script script : pending) {
      if (newest.isPresent() && script.version().compareTo(newest.get()) < 0) {
        return new Drift(
            script.fileName(),
            "It was not applied, but the later version %s was.".formatted(newest.get()));
      }
    }
    return new Pending(pending, nextRank(history));
  }

  private static int nextRank(List<AppliedScript> history) {
    return history.stream().mapToInt(AppliedScript::rank).max().orElse(0) + 1;
  }

  private static Map<ScriptVersion, Script> byVersion(List<Script> scripts) {
    Map<ScriptVersion, Script> byVersion = new TreeMap<>();
    for (Script script : scripts) {
      Optional.ofNullable(byVersion.put(script.version(), script))
          .ifPresent(
              other -> {
                throw new InvalidValue(
                    "%s and %s have the same version".formatted(other.path(), script.path()));
              });
    }
    return byVersion;
  }

  private static Optional<Drift> drift(AppliedScript applied, Script script) {
    if (script == null) {
      return Optional.of(
          new Drift(applied.script(), "It was applied, but the package does not hold it."));
    }
    if (script.checksum() != applied.checksum()) {
      return Optional.of(
          new Drift(
              applied.script(),
              "It was applied with checksum %d, the package holds it with %d."
                  .formatted(applied.checksum(), script.checksum())));
    }
    return Optional.empty();
  }
}
