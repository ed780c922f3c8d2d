package io.tenantry.tenantmodule.adapter.out.semver;

import io.tenantry.tenantmodule.application.port.RangeNotation;
import io.tenantry.tenantmodule.domain.InvalidValue;
import jakarta.enterprise.context.ApplicationScoped;
import org.semver4j.range.RangeListFactory;

/** npm's ranges, by semver4j. It lets some nonsense pass; the registry looks more closely. */
@ApplicationScoped
class NpmRanges implements RangeNotation {

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
}
