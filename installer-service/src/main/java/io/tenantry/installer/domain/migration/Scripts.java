package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Scripts of a package by what they are told apart by. */
final class Scripts {

  private Scripts() {}

  /**
   * The versioned ones.
   *
   * @throws InvalidValue if two have the same version
   */
  static TreeMap<ScriptVersion, Script> byVersion(List<Script> scripts) {
    TreeMap<ScriptVersion, Script> byVersion = new TreeMap<>();
    for (Script script : scripts) {
      if (!script.isRepeatable()) {
        Optional.ofNullable(byVersion.put(script.version(), script))
            .ifPresent(
                other -> {
                  throw new InvalidValue(
                      "%s and %s have the same version".formatted(other.path(), script.path()));
                });
      }
    }
    return byVersion;
  }

  /** The repeatable ones, in the order in which Flyway runs them. */
  static TreeMap<String, Script> byDescription(List<Script> scripts) {
    TreeMap<String, Script> byDescription = new TreeMap<>();
    scripts.stream()
        .filter(Script::isRepeatable)
        .forEach(script -> byDescription.put(script.description(), script));
    return byDescription;
  }
}
