package io.tenantry.registry.domain;

import io.tenantry.registry.domain.sql.ContractingStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Whether a version can follow the published one before it: an upgrade runs new scripts only, has a
 * way back, and leaves a landlord schema with which older versions go on working.
 */
final class LineageRules {

  private LineageRules() {}

  static List<PackageProblem> problems(ModulePackage modulePackage, Lineage lineage) {
    List<PackageProblem> problems = new ArrayList<>();
    lineage
        .former()
        .ifPresent(
            former -> {
              checkKept(modulePackage, former, problems);
              checkAdded(modulePackage, former, problems);
            });
    lineage.compatibleFrom().ifPresent(oldest -> checkLandlord(modulePackage, oldest, problems));
    return problems;
  }

  /** Scripts that ran somewhere stay as they are. */
  private static void checkKept(
      ModulePackage modulePackage, ModulePackage former, List<PackageProblem> problems) {
    Map<String, PackageFile> present = modulePackage.byPath();
    for (MigrationScript script : former.migrations()) {
      if (script.undo()) {
        continue;
      }
      PackageFile now = present.get(script.path());
      if (now == null) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "script-missing",
                "%s has it, tenants have run it, and this package has not; put it back as it was."
                    .formatted(former.manifest().version())));
      } else if (!lines(now).equals(lines(script.file()))) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "script-changed",
                "It differs from that of %s, which tenants have run; put it back as it was and write what is new into a new script."
                    .formatted(former.manifest().version())));
      }
    }
  }

  /** Line ends do not count, as in Flyway's checksum. */
  private static List<String> lines(PackageFile file) {
    return file.content().lines().toList();
  }

  private static void checkAdded(
      ModulePackage modulePackage, ModulePackage former, List<PackageProblem> problems) {
    Map<String, PackageFile> before = former.byPath();
    Map<String, PackageFile> present = modulePackage.byPath();
    boolean offline = modulePackage.manifest().wayBack().offline();
    for (MigrationScript script : modulePackage.migrations()) {
      if (script.undo() || before.containsKey(script.path())) {
        continue;
      }
      former.migrations().stream()
          .filter(old -> !old.undo() && old.database() == script.database())
          .max(Comparator.comparing(MigrationScript::version))
          .filter(old -> old.version().compareTo(script.version()) >= 0)
          .ifPresent(
              old ->
                  problems.add(
                      PackageProblem.in(
                          script.path(),
                          "script-out-of-order",
                          "%s has %s already, so this would come too late; give it a higher version."
                              .formatted(former.manifest().version(), old.path()))));
      boolean known = present.containsKey(script.counterpart());
      if (!known && (script.isLandlord() || !offline)) {
        problems.add(
            ScriptRules.undoMissing(
                script,
                script.isLandlord()
                    ? "what tenants share is never restored from a backup"
                    : "an upgrade from %s could not be undone without; or declare upgrade: offline"
                        .formatted(former.manifest().version())));
      }
    }
  }

  private static void checkLandlord(
      ModulePackage modulePackage, ModulePackage oldest, List<PackageProblem> problems) {
    Map<String, PackageFile> before = oldest.byPath();
    ContractingStatements contracting = new ContractingStatements();
    modulePackage.migrations().stream()
        .filter(script -> script.isLandlord() && !script.undo())
        .filter(script -> !before.containsKey(script.path()))
        .sorted(Comparator.comparing(MigrationScript::version))
        .forEach(
            script ->
                contracting
                    .in(script.file().content())
                    .forEach(
                        finding ->
                            problems.add(
                                PackageProblem.at(
                                    script.path(),
                                    finding.line(),
                                    "landlord-incompatible",
                                    "The statement %s (it has to work from %s on)."
                                        .formatted(finding.what(), oldest.manifest().version())))));
  }
}
