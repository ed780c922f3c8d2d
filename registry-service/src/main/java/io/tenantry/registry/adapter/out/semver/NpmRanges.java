package io.tenantry.registry.adapter.out.semver;

import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** npm's ranges, by semver4j. */
@ApplicationScoped
class NpmRanges implements RangeNotation {

  private static final int LONGEST = 256;

  /** semver4j passes over what it does not understand; this does not. */
  private static final String PARTIAL =
      "v?(?:[xX*]|\\d+)(?:\\.(?:[xX*]|\\d+)){0,2}(?:-[0-9A-Za-z.-]+)?";

  private static final String COMPARATOR = "(?:~>|[<>]=?|[=~^])?\\s*" + PARTIAL;
  private static final String ALTERNATIVE =
      "\\s*(?:"
          + PARTIAL
          + "\\s+-\\s+"
          + PARTIAL
          + "|"
          + COMPARATOR
          + "(?:\\s+"
          + COMPARATOR
          + ")*)\\s*";
  private static final Pattern FORM =
      Pattern.compile(ALTERNATIVE + "(?:\\|\\|" + ALTERNATIVE + ")*");

  @Override
  public VersionRange parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw notARange(text);
    }
    RangeList ranges = RangeListFactory.create(text);
    if (ranges.get().isEmpty()) {
      throw notARange(text);
    }
    return new NpmRange(text, ranges, RangeListFactory.create(text, true));
  }

  private static InvalidValue notARange(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return new InvalidValue(
        "'%s' is no version range: write it as npm does, such as ^1.2, 1.x || >=2.1 <3, or *"
            .formatted(shown));
  }

  private record NpmRange(String text, RangeList stable, RangeList withPrereleases)
      implements VersionRange {

    @Override
    public boolean contains(Version version, boolean prereleases) {
      Semver semver = new Semver(version.toString());
      return (prereleases ? withPrereleases : stable).isSatisfiedBy(semver);
    }

    @Override
    public boolean isExactly(Version version) {
      return text.strip().replaceFirst("^=?\\s*v?", "").equals(version.toString());
    }
  }
}
