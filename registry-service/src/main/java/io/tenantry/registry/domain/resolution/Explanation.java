package io.tenantry.registry.domain.resolution;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why there is no plan.
 *
 * @param code stable
 * @param reasons facts that cannot all hold; without any one of them the others could
 * @param remedies what would help
 */
public record Explanation(String code, List<Constraint> reasons, List<Remedy> remedies) {

  public Explanation {
    reasons = List.copyOf(reasons);
    remedies = List.copyOf(remedies);
  }

  /** All of it as sentences. */
  public String text() {
    return Stream.concat(
            reasons.stream().map(Sentences::of), remedies.stream().map(Remedy::sentence))
        .collect(Collectors.joining(" "));
  }
}
