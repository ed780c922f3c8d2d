package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has to be applied to a schema, or why nothing may be. */
public sealed interface MigrationPlan {

  /** These scripts, in this order; they get the ranks from there on. */
  record Pending(List<Script> scripts, int firstRank) implements MigrationPlan {

    public Pending {
      scripts = List.copyOf(scripts);
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
    Map<ScriptVersion, Script> packaged = byVersion(scripts);
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
    return new Pending(pending, history.stream().mapToInt(AppliedScript::rank).max().orElse(0) + 1);
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
