package io.tenantry.installer.domain.migration;

import java.util.List;
import java.util.Optional;

/**
 * A script that has to run, and what the history says when it has.
 *
 * @param adds the row that it gets
 * @param forgets rows that it loses
 */
public record Change(Script script, Optional<AppliedScript> adds, List<AppliedScript> forgets) {

  public Change {
    forgets = List.copyOf(forgets);
  }

  /** A script of which the history tells nothing. */
  public static Change untold(Script script) {
    return new Change(script, Optional.empty(), List.of());
  }

  static Change applying(Script script, int rank) {
    return new Change(script, Optional.of(AppliedScript.of(rank, script)), List.of());
  }

  static Change undoing(Script script, List<AppliedScript> forgets) {
    return new Change(script, Optional.empty(), forgets);
  }
}
