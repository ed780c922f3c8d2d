package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.domain.PackageProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds the names of a zip's entries to what is the same path everywhere. */
final class EntryNames {

  private static final int LONGEST = 200;
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^\\\\:*?\"<>|]]+");
  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(?:zip|jar|war|ear|tar|tgz|gz|bz2|xz|zst|7z|rar)");

  private EntryNames() {}

  /** Everything that is wrong with the names, in their order. */
  static List<PackageProblem> problems(List<ZipRecord> records) {
    List<PackageProblem> problems = new ArrayList<>();
    Map<String, String> known = new HashMap<>();
    for (ZipRecord entry : records) {
      check(entry, problems);
      String name = entry.name();
      String same = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (name.equals(same)) {
        problems.add(problem(name, "duplicate-file", "The package holds it twice; remove one."));
      } else if (same != null) {
        problems.add(
            problem(
                name,
                "duplicate-file",
                "It differs from %s in its letters' case alone; rename one.".formatted(same)));
      }
    }
    return problems;
  }

  private static void check(ZipRecord entry, List<PackageProblem> problems) {
    String name = entry.name();
    if (entry.isSpecial()) {
      problems.add(
          problem(name, "special-file", "It is a link or a device; pack the file itself."));
    }
    if (!isPlain(entry)) {
      problems.add(
          problem(
              printable(name),
              "path-not-allowed",
              "A path is relative, has no '..', and is made of plain ASCII without spaces and"
                  + " backslashes, %d at most; rename it.".formatted(LONGEST)));
    } else if (ARCHIVE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      problems.add(problem(name, "nested-archive", "It is an archive; pack what is in it."));
    }
  }

  private static boolean isPlain(ZipRecord entry) {
    String name = entry.name();
    if (entry.rawName().length > LONGEST
        || !PLAIN.matcher(name).matches()
        || !entry.hasName(name.getBytes(StandardCharsets.US_ASCII))) {
      return false;
    }
    String path = entry.isDirectory() ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** Names from outside go to logs and terminals. */
  private static String printable(String name) {
    String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static PackageProblem problem(String name, String code, String message) {
    return PackageProblem.in(printable(name), code, message);
  }
}
