package io.tenantry.tenantmodule.adapter.out.semver;

import io.tenantry.tenantmodule.application.port.RangeNotation;
import io.tenantry.tenantmodule.application.port.VersionOrder;
import io.tenantry.tenantmodule.domain.InvalidValue;
import jakarta.enterprise.context.ApplicationScoped;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/**
 * npm's ranges and the order of versions, by semver4j. It lets some nonsense pass; the registry
 * looks more closely.
 */
@ApplicationScoped
class NpmRanges implements RangeNotation, VersionOrder {

  private static final int LONGEST = 256;

  @Override
  public void check(String text) {
    if (text.isBlank()
        || text.length() > LONGEST
        || RangeListFactory.create(text).get().isEmpty()) {
      String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
      throw new InvalidValue(
          "'%s' is no version range: write it as npm does, such as ^1.2, 1.x || >=2.1 <3, or *"
              .formatted(shown));
    }
  }

  @Override
  public boolean isNewer(String version, String other) {
    Semver one = Semver.parse(version);
    Semver than = Semver.parse(other);
    return one != null && than != null && one.isGreaterThan(than);
  }
}
