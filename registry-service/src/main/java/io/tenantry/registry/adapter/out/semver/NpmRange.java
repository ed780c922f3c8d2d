package io.tenantry.registry.adapter.out.semver;

import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import java.util.List;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * A range in npm's notation.
 *
 * @param alternatives comparators that have to hold together; one such list is enough
 */
record NpmRange(String text, List<List<Comparator>> alternatives) implements VersionRange {

  @Override
  public boolean contains(Version version, boolean prereleases) {
    Semver semver = new Semver(version.toString());
    return alternatives.stream()
        .anyMatch(
            all ->
                all.stream().allMatch(one -> one.withPrereleases(semver))
                    && (prereleases || !version.isPrerelease() || isNamed(all, semver)));
  }

  /** A pre-release is in a range without being asked for when a comparator names one like it. */
  private static boolean isNamed(List<Comparator> all, Semver prerelease) {
    return all.stream().anyMatch(one -> one.stable.isSatisfiedBy(prerelease));
  }

  @Override
  public boolean isExactly(Version version) {
    return text.strip().replaceFirst("^=?\\s*v?", "").equals(version.toString());
  }

  /** One comparator, as it is and with pre-releases like any other version. */
  record Comparator(RangeList stable, RangeList withPrereleases) {

    static Comparator of(String text) {
      return new Comparator(RangeListFactory.create(text), RangeListFactory.create(text, true));
    }

    boolean withPrereleases(Semver version) {
      return version.getPreRelease().isEmpty()
          ? stable.isSatisfiedBy(version)
          : withPrereleases.isSatisfiedBy(version);
    }
  }
}
