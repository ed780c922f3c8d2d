package io.tenantry.registry.domain;

import io.tenantry.registry.domain.sql.ContractingStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How repeatable scripts come, change and stay. One that changed is taken back by its former text,
 * so that only a new one needs an undo, and none may ever be left out again.
 */
final class RepeatableRules {

  private final ModulePackage modulePackage;
  private final Map<String, PackageFile> present;
  private final List<PackageProblem> problems = new ArrayList<>();

  private RepeatableRules(ModulePackage modulePackage) {
    this.modulePackage = modulePackage;
    this.present = modulePackage.byPath();
  }

  static List<PackageProblem> problems(ModulePackage modulePackage, Lineage lineage) {
    RepeatableRules rules = new RepeatableRules(modulePackage);
    rules.checkUndos();
    lineage.former().ifPresent(rules::checkAfter);
    lineage.compatibleFrom().ifPresent(rules::checkLandlord);
    return rules.problems;
  }

  private void checkUndos() {
    for (RepeatableScript script : scriptsOf(modulePackage)) {
      if (present.containsKey(script.counterpart())) {
        continue;
      }
      if (script.undo()) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "undo-without-migration",
                "It undoes %s, which is missing; add that or remove this."
                    .formatted(script.counterpart())));
      } else if (modulePackage.manifest().wayBack().undo()) {
        problems.add(undoMissing(script, "module.yaml says undo: required"));
      }
    }
  }

  private void checkAfter(ModulePackage former) {
    Map<String, PackageFile> before = former.byPath();
    for (RepeatableScript script : scriptsOf(former)) {
      if (!script.undo() && !present.containsKey(script.path())) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "script-missing",
                "%s has it, tenants have run it, and this package has not; put it back, and let it drop what it made if that is to go."
                    .formatted(former.manifest().version())));
      }
    }
    boolean offline = modulePackage.manifest().wayBack().offline();
    scriptsOf(modulePackage).stream()
        .filter(script -> !script.undo() && !before.containsKey(script.path()))
        .filter(script -> script.isLandlord() || !offline)
        .filter(script -> !present.containsKey(script.counterpart()))
        .forEach(
            script ->
                problems.add(
                    undoMissing(
                        script,
                        "%s has no former text of it".formatted(former.manifest().version()))));
  }

  /** Tenants with older versions get what the latest one in use says. */
  private void checkLandlord(ModulePackage oldest) {
    Map<String, String> before = new HashMap<>();
    oldest.byPath().forEach((path, file) -> before.put(path, file.content()));
    scriptsOf(modulePackage).stream()
        .filter(script -> script.isLandlord() && !script.undo())
        .filter(
            script ->
                !Optional.of(script.file().content())
                    .equals(Optional.ofNullable(before.get(script.path()))))
        .forEach(
            script ->
                new ContractingStatements()
                    .inWhole(script.file().content())
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

  private static List<RepeatableScript> scriptsOf(ModulePackage modulePackage) {
    return modulePackage.scripts().stream()
        .map(RepeatableScript::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private static PackageProblem undoMissing(RepeatableScript script, String why) {
    return PackageProblem.in(
        script.path(),
        "undo-missing",
        "It has no undo, and %s; add %s.".formatted(why, script.counterpart()));
  }
}
