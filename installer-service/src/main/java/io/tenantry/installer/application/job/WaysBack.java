package io.tenantry.installer.application.job;

import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.util.List;
import java.util.stream.Stream;

/**
 * What takes scripts back: undo scripts, and what was there before.
 *
 * @param former scripts that were there before
 */
record WaysBack(List<Script> former, Part newer) {

  /** What would run and could not be taken back. */
  Stream<Script> missingFor(Pending plan) {
    return plan.scripts().stream().filter(script -> !areThereFor(script));
  }

  /** A repeatable script that was there before is taken back by what it was then. */
  private boolean areThereFor(Script script) {
    return script.isRepeatable()
        ? has(former, script.fileName()) || has(newer.undo(), "U" + script.fileName())
        : newer.undo().stream()
            .anyMatch(undo -> !undo.isRepeatable() && undo.version().equals(script.version()));
  }

  private static boolean has(List<Script> scripts, String fileName) {
    return scripts.stream().anyMatch(script -> script.fileName().equals(fileName));
  }
}
