package io.tenantry.registry.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which files a package may hold, and how its scripts are numbered. */
final class FileRules {

  private static final Pattern SETUP = Pattern.compile("setup/(?:undo/)?[A-Za-z0-9_]+\\.sql");
  private static final String SETUP_UNDO = "setup/undo/";

  private FileRules() {}

  static List<PackageProblem> problems(ModulePackage modulePackage) {
    List<PackageProblem> problems = new ArrayList<>();
    Set<String> paths = modulePackage.byPath().keySet();
    for (PackageFile file : modulePackage.scripts()) {
      boolean setup = SETUP.matcher(file.path()).matches();
      if (!setup && MigrationScript.of(file).isEmpty() && RepeatableScript.of(file).isEmpty()) {
        problems.add(unknown(file.path()));
      }
      if (setup
          && file.path().startsWith(SETUP_UNDO)
          && !paths.contains(undoneSetup(file.path()))) {
        problems.add(
            PackageProblem.in(
                file.path(),
                "undo-without-setup",
                "It undoes %s, which is missing; add that or remove this."
                    .formatted(undoneSetup(file.path()))));
      }
    }
    List<MigrationScript> migrations = modulePackage.migrations();
    for (MigrationScript undo : migrations) {
      if (undo.undo() && !paths.contains(undo.counterpart())) {
        problems.add(
            PackageProblem.in(
                undo.path(),
                "undo-without-migration",
                "It undoes %s, which is missing; add that or remove this."
                    .formatted(undo.counterpart())));
      }
    }
    for (MigrationScript.Database database : MigrationScript.Database.values()) {
      checkNumbers(
          migrations.stream().filter(it -> !it.undo() && it.database() == database).toList(),
          problems);
    }
    return problems;
  }

  private static String undoneSetup(String path) {
    return "setup/" + path.substring(SETUP_UNDO.length());
  }

  private static PackageProblem unknown(String path) {
    return PackageProblem.in(
        path,
        "unknown-file",
        "A package holds module.yaml, db/landlord and db/tenant with V1__name.sql and"
            + " U1__name.sql, R__name.sql and UR__name.sql, and setup/*.sql with setup/undo/*.sql;"
            + " remove or rename it.");
  }

  /** Versions are 1, 2, 3 and so on, each perhaps with further parts; none twice. */
  private static void checkNumbers(List<MigrationScript> scripts, List<PackageProblem> problems) {
    Map<ScriptVersion, List<MigrationScript>> byVersion =
        scripts.stream()
            .collect(
                Collectors.groupingBy(MigrationScript::version, TreeMap::new, Collectors.toList()));
    BigInteger last = BigInteger.ZERO;
    for (List<MigrationScript> same : byVersion.values()) {
      MigrationScript script = same.get(0);
      same.stream()
          .skip(1)
          .forEach(
              other ->
                  problems.add(
                      PackageProblem.in(
                          other.path(),
                          "script-version-twice",
                          "It has the version %s of %s; give it one of its own."
                              .formatted(other.version(), script.path()))));
      BigInteger next = last.add(BigInteger.ONE);
      if (script.version().major().compareTo(next) > 0) {
        problems.add(
            PackageProblem.in(
                script.path(),
                "script-version-gap",
                "There is no version %s before it; number the scripts 1, 2, 3 without a gap."
                    .formatted(next)));
      }
      last = script.version().major().max(last);
    }
  }
}
