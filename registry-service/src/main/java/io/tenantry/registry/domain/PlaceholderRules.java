package io.tenantry.registry.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every <code>${</code> begins a placeholder, in texts and comments too, as it does for Flyway; and
 * there is one only, <code>${schema:name}</code>, for the schema of a module that is required.
 */
final class PlaceholderRules {

  private static final Pattern ANY =
      Pattern.compile("\\$\\{(?:schema:([a-z][a-z0-9_]{1,39})}|[^}\\n]{0,38}}?)");

  private PlaceholderRules() {}

  static List<PackageProblem> problems(ModulePackage modulePackage) {
    Set<String> required =
        modulePackage.manifest().requirements().stream()
            .filter(one -> !one.optional())
            .map(one -> one.module().value())
            .collect(Collectors.toSet());
    List<PackageProblem> problems = new ArrayList<>();
    for (PackageFile script : modulePackage.scripts()) {
      Matcher found = ANY.matcher(script.content());
      while (found.find()) {
        if (found.group(1) == null) {
          problems.add(unknown(script, found));
        } else if (!required.contains(found.group(1))) {
          problems.add(notRequired(script, found));
        }
      }
    }
    return problems;
  }

  private static PackageProblem unknown(PackageFile script, Matcher found) {
    return PackageProblem.at(
        script.path(),
        line(script, found),
        "unknown-placeholder",
        "%s is no placeholder, only ${schema:<module>} is; where the characters are meant, part them, as in '$' || '{'."
            .formatted(found.group()));
  }

  private static PackageProblem notRequired(PackageFile script, Matcher found) {
    return PackageProblem.at(
        script.path(),
        line(script, found),
        "module-not-required",
        "It refers to the schema of %s; add that to requires.modules, what is optional may be missing."
            .formatted(found.group(1)));
  }

  private static int line(PackageFile script, Matcher found) {
    return 1
        + (int) script.content().substring(0, found.start()).chars().filter(c -> c == '\n').count();
  }
}
