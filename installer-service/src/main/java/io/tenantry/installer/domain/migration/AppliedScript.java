package io.tenantry.installer.domain.migration;

import java.util.Optional;

/**
 * A row of a schema's history, as Flyway writes it.
 *
 * @param version empty for a repeatable script, and for the making of the schema
 * @param type Flyway's word for what was done, such as {@code SQL} or {@code BASELINE}
 * @param script its file name
 * @param checksum empty where nothing was run
 */
public record AppliedScript(
    int rank,
    Optional<ScriptVersion> version,
    String description,
    String type,
    String script,
    Optional<Integer> checksum,
    boolean success) {

  static final String SQL = "SQL";

  /** The row of a script that was applied. */
  public static AppliedScript of(int rank, Script script) {
    return new AppliedScript(
        rank,
        script.versionIfAny(),
        script.description(),
        SQL,
        script.fileName(),
        Optional.of(script.checksum()),
        true);
  }

  boolean is(String word) {
    return type.equals(word);
  }

  boolean has(Script other) {
    return checksum.equals(Optional.of(other.checksum()));
  }

  /** Its checksum for people. */
  String sum() {
    return checksum.map(String::valueOf).orElse("none");
  }
}
