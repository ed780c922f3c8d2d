package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of a script. There is one kind, <code>${schema:identity}</code>, the
 * quoted name of that module's schema, which is the same for every tenant. Like Flyway, it looks
 * everywhere, in texts and comments too, and takes every <code>${</code> for a placeholder.
 */
final class Placeholders {

  private static final Pattern ANY = Pattern.compile("\\$\\{(schema:([a-z][a-z0-9_]{1,39})})?");
  private static final int LONGEST_EXCERPT = 40;

  private final Script script;
  private final String text;
  private final List<ModuleName> known;

  Placeholders(Script script, String text, List<ModuleName> known) {
    this.script = script;
    this.text = text;
    this.known = known;
  }

  /**
   * The text with the names filled in.
   *
   * @throws InvalidValue if there is another placeholder, or one of a module that is not known
   */
  String filled() {
    return ANY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(quoted(found)));
  }

  private String quoted(MatchResult found) {
    if (found.group(1) == null) {
      throw new InvalidValue(
          "%s has %s, which is no placeholder; only ${schema:<module>} is one"
              .formatted(place(found), excerpt(found.start())));
    }
    String module = found.group(2);
    if (!known.contains(new ModuleName(module))) {
      throw new InvalidValue(
          "%s refers to the schema of '%s', which the manifest does not require"
              .formatted(place(found), module));
    }
    return '"' + module + '"';
  }

  private String place(MatchResult found) {
    long line = 1 + text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
    return script.path() + ":" + line;
  }

  private String excerpt(int start) {
    String rest = text.substring(start, Math.min(text.length(), start + LONGEST_EXCERPT));
    String line = rest.lines().findFirst().orElse(rest);
    int end = line.indexOf('}');
    return end < 0 ? line : line.substring(0, end + 1);
  }
}
