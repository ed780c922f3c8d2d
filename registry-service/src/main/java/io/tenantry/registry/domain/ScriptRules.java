package io.tenantry.registry.domain;

import io.tenantry.registry.domain.sql.Finding;
import io.tenantry.registry.domain.sql.ForbiddenStatements;
import io.tenantry.registry.domain.sql.NonTransactionalStatements;
import io.tenantry.registry.domain.sql.SchemaName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the scripts of a package may say, and which need an undo whatever was there before. */
final class ScriptRules {

  private ScriptRules() {}

  static List<PackageProblem> problems(ModulePackage modulePackage) {
    List<PackageProblem> problems = new ArrayList<>();
    String schema = modulePackage.manifest().name().value();
    Set<String> nonTransactional = modulePackage.manifest().wayBack().nonTransactional();
    for (PackageFile script : modulePackage.scripts()) {
      String sql = script.content();
      tell(script, "forbidden-statement", ForbiddenStatements.in(sql), problems);
      tell(script, "own-schema-named", SchemaName.in(sql, schema), problems);
      if (!nonTransactional.contains(script.path())) {
        tell(script, "non-transactional-statement", NonTransactionalStatements.in(sql), problems);
      }
    }
    Map<String, PackageFile> byPath = modulePackage.byPath();
    nonTransactional.stream()
        .sorted()
        .forEach(path -> checkNonTransactional(path, byPath, problems));
    if (modulePackage.manifest().wayBack().undo()) {
      requireUndo(modulePackage, byPath.keySet(), problems);
    }
    return problems;
  }

  private static void tell(
      PackageFile script, String code, List<Finding> findings, List<PackageProblem> problems) {
    findings.forEach(
        finding ->
            problems.add(
                PackageProblem.at(
                    script.path(), finding.line(), code, "The statement " + finding.what() + ".")));
  }

  /** What fails in the middle of several statements outside a transaction has no clear state. */
  private static void checkNonTransactional(
      String path, Map<String, PackageFile> byPath, List<PackageProblem> problems) {
    PackageFile script = byPath.get(path);
    if (script == null) {
      problems.add(
          PackageProblem.in(
              ManifestRules.MANIFEST,
              "non-transactional-missing",
              "nonTransactional names %s, which is not in the package; add it or remove the name."
                  .formatted(path)));
      return;
    }
    int statements = NonTransactionalStatements.statementsIn(script.content());
    if (statements != 1) {
      problems.add(
          PackageProblem.in(
              path,
              "non-transactional-not-alone",
              "It is declared as not transactional and has %d statements; give each a script of its own."
                  .formatted(statements)));
    }
    MigrationScript.of(script)
        .filter(migration -> !migration.undo())
        .ifPresent(migration -> checkUndoOf(migration, byPath, problems));
  }

  /** It is run after the script, or after half of it, or after nothing of it. */
  private static void checkUndoOf(
      MigrationScript migration, Map<String, PackageFile> byPath, List<PackageProblem> problems) {
    PackageFile undo = byPath.get(migration.counterpart());
    if (undo == null) {
      problems.add(
          undoMissing(migration, "a script outside a transaction is not undone by itself"));
      return;
    }
    tell(
        undo,
        "undo-not-repeatable",
        NonTransactionalStatements.dropsWithoutCondition(undo.content()),
        problems);
  }

  private static void requireUndo(
      ModulePackage modulePackage, Set<String> paths, List<PackageProblem> problems) {
    for (MigrationScript migration : modulePackage.migrations()) {
      if (!migration.undo() && !paths.contains(migration.counterpart())) {
        problems.add(undoMissing(migration, "module.yaml says undo: required"));
      }
    }
    for (PackageFile script : modulePackage.scripts()) {
      String undo = script.path().replaceFirst("^setup/", "setup/undo/");
      if (script.path().startsWith("setup/")
          && !script.path().startsWith("setup/undo/")
          && !paths.contains(undo)) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "undo-missing",
                "module.yaml says undo: required; add %s.".formatted(undo)));
      }
    }
  }

  static PackageProblem undoMissing(MigrationScript migration, String why) {
    return PackageProblem.in(
        migration.path(),
        "undo-missing",
        "It has no undo, and %s; add %s.".formatted(why, migration.counterpart()));
  }
}
