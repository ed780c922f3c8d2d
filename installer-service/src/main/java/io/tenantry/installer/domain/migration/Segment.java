package io.tenantry.installer.domain.migration;

import java.util.ArrayList;
import java.util.List;

/** Part of a run: scripts that share one transaction, or one script that runs outside of any. */
public record Segment(List<Change> changes, boolean transactional) {

  public Segment {
    changes = List.copyOf(changes);
  }

  /**
   * Cuts a run into its parts. The last one is always a transaction, perhaps without scripts,
   * because what belongs to the end of a run, such as grants, is done in it.
   */
  public static List<Segment> of(List<Change> changes) {
    List<Segment> segments = new ArrayList<>();
    List<Change> together = new ArrayList<>();
    for (Change change : changes) {
      if (change.script().transactional()) {
        together.add(change);
      } else {
        if (!together.isEmpty()) {
          segments.add(new Segment(together, true));
          together = new ArrayList<>();
        }
        segments.add(new Segment(List.of(change), false));
      }
    }
    segments.add(new Segment(together, true));
    return List.copyOf(segments);
  }

  public List<Script> scripts() {
    return changes.stream().map(Change::script).toList();
  }
}
