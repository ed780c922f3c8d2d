package io.tenantry.registry.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A package that could be read: its manifest and its scripts. */
public record ModulePackage(Manifest manifest, List<PackageFile> scripts) {

  private static final Comparator<PackageProblem> BY_PLACE =
      Comparator.comparing(PackageProblem::file)
          .thenComparing(problem -> problem.line().orElse(0))
          .thenComparing(PackageProblem::code);

  public ModulePackage {
    scripts = List.copyOf(scripts);
  }

  /** Everything that is wrong with it, by file and line; empty when it may be registered. */
  public List<PackageProblem> problems(Lineage lineage) {
    List<PackageProblem> problems = new ArrayList<>();
    problems.addAll(ManifestRules.problems(this, lineage));
    problems.addAll(FileRules.problems(this));
    problems.addAll(ScriptRules.problems(this));
    problems.addAll(PlaceholderRules.problems(this));
    problems.addAll(RepeatableRules.problems(this, lineage));
    problems.addAll(LineageRules.problems(this, lineage));
    problems.sort(BY_PLACE);
    return List.copyOf(problems);
  }

  /** Its migrations and their undo scripts. */
  List<MigrationScript> migrations() {
    return scripts.stream().map(MigrationScript::of).flatMap(Optional::stream).toList();
  }

  Map<String, PackageFile> byPath() {
    return scripts.stream()
        .collect(Collectors.toMap(PackageFile::path, Function.identity(), (one, other) -> one));
  }
}
