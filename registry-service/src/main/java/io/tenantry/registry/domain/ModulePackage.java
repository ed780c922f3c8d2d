package io.tenantry.registry.domain;

import io.tenantry.registry.domain.sql.ForbiddenStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A package that could be read: its manifest and its scripts. */
public record ModulePackage(Manifest manifest, List<PackageFile> scripts) {

  private static final String SCRIPT_NAME = "__[A-Za-z0-9_]+\\.sql";
  private static final String SCRIPT_VERSION = "\\d+(?:[._]\\d+)*";
  private static final Pattern MIGRATION =
      Pattern.compile("db/(?:landlord|tenant)/V" + SCRIPT_VERSION + SCRIPT_NAME);
  private static final Pattern UNDO =
      Pattern.compile("db/(?:landlord|tenant)/U" + SCRIPT_VERSION + SCRIPT_NAME);
  private static final Pattern SETUP = Pattern.compile("setup/(?:undo/)?[A-Za-z0-9_]+\\.sql");

  public ModulePackage {
    scripts = List.copyOf(scripts);
  }

  /** Everything that is wrong with it, file by file; empty when it may be registered. */
  public List<PackageProblem> problems() {
    List<PackageProblem> problems = new ArrayList<>();
    Set<String> paths = scripts.stream().map(PackageFile::path).collect(Collectors.toSet());
    for (PackageFile script : scripts) {
      checkPath(script.path(), paths, problems);
      ForbiddenStatements.in(script.content())
          .forEach(
              finding ->
                  problems.add(
                      PackageProblem.at(
                          script.path(),
                          finding.line(),
                          "forbidden-statement",
                          "The statement " + finding.what() + ".")));
    }
    return problems;
  }

  private static void checkPath(String path, Set<String> paths, List<PackageProblem> problems) {
    boolean undo = UNDO.matcher(path).matches();
    if (!undo && !MIGRATION.matcher(path).matches() && !SETUP.matcher(path).matches()) {
      problems.add(
          PackageProblem.in(
              path,
              "unknown-file",
              "A package holds module.yaml, db/landlord and db/tenant with V1__name.sql and"
                  + " U1__name.sql, and setup/*.sql with setup/undo/*.sql; remove or rename it."));
    }
    if (undo && !paths.contains(undone(path))) {
      problems.add(
          PackageProblem.in(
              path,
              "undo-without-migration",
              "It undoes %s, which is missing.".formatted(undone(path))));
    }
  }

  private static String undone(String undoPath) {
    return undoPath.replaceFirst("/U(?=\\d)", "/V");
  }
}
