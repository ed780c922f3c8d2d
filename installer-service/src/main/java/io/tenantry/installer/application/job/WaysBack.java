package io.tenantry.installer.application.job;

import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;

/** What takes an upgrade's scripts back: undo scripts, and what the former version has. */
record WaysBack(Part former, Part newer) {

  /** A repeatable script that the former version has too is taken back by that. */
  boolean areThereFor(Script script) {
    return script.isRepeatable()
        ? has(former, script.fileName()) || isUndone(script)
        : newer.undo().stream()
            .anyMatch(undo -> !undo.isRepeatable() && undo.version().equals(script.version()));
  }

  private boolean isUndone(Script repeatable) {
    return newer.undo().stream()
        .anyMatch(undo -> undo.fileName().equals("U" + repeatable.fileName()));
  }

  private static boolean has(Part part, String fileName) {
    return part.scripts().stream().anyMatch(script -> script.fileName().equals(fileName));
  }
}
