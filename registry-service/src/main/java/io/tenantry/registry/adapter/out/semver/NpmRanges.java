package io.tenantry.registry.adapter.out.semver;

import io.tenantry.registry.adapter.out.semver.NpmRange.Comparator;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.VersionRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * npm's ranges. Comparators are semver4j's; how they go together is read here, because semver4j
 * passes over what it does not understand, and over some that npm does.
 */
@ApplicationScoped
class NpmRanges implements RangeNotation {

  private static final int LONGEST = 256;

  private static final String PARTIAL =
      "v?(?:[xX*]|\\d+)(?:\\.(?:[xX*]|\\d+)){0,2}(?:-[0-9A-Za-z.-]+)?";

  private static final String OPERATOR = "(?:~>|[<>]=?|[=~^])?";
  private static final Pattern COMPARATOR =
      Pattern.compile("(" + OPERATOR + ")\\s*(" + PARTIAL + ")");
  private static final Pattern FROM_TO =
      Pattern.compile("(" + PARTIAL + ")\\s+-\\s+(" + PARTIAL + ")");
  private static final Pattern COMPARATORS =
      Pattern.compile(OPERATOR + "\\s*" + PARTIAL + "(?:\\s+" + OPERATOR + "\\s*" + PARTIAL + ")*");
  private static final Pattern ANY = Pattern.compile("v?[xX*](?:\\.[xX*])*");

  @Override
  public VersionRange parse(String text) {
    if (text.length() > LONGEST) {
      throw notARange(text.substring(0, LONGEST) + "...");
    }
    List<List<Comparator>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      alternatives.add(comparators(alternative.strip(), text));
    }
    return new NpmRange(text, alternatives);
  }

  private static List<Comparator> comparators(String alternative, String text) {
    List<Comparator> comparators = new ArrayList<>();
    Matcher fromTo = FROM_TO.matcher(alternative);
    if (fromTo.matches()) {
      add(comparators, ">=", fromTo.group(1));
      add(comparators, "<=", fromTo.group(2));
      return comparators;
    }
    if (!COMPARATORS.matcher(alternative).matches()) {
      throw notARange(text);
    }
    Matcher one = COMPARATOR.matcher(alternative);
    while (one.find()) {
      add(comparators, one.group(1), one.group(2));
    }
    return comparators;
  }

  private static void add(List<Comparator> comparators, String operator, String partial) {
    boolean leavesNothing = operator.equals("<") || operator.equals(">");
    if (!ANY.matcher(partial).matches()) {
      comparators.add(Comparator.of(operator + partial));
    } else {
      comparators.add(Comparator.of(leavesNothing ? "<0.0.0-0" : "*"));
    }
  }

  private static InvalidValue notARange(String text) {
    return new InvalidValue(
        "'%s' is no version range: write it as npm does, such as ^1.2, 1.x || >=2.1 <3, or *"
            .formatted(text));
  }
}
