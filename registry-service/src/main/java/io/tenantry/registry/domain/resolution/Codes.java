package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.Requested;
import java.util.List;
import java.util.function.Predicate;

/** Stable codes of explanations, by what is most telling about them. */
final class Codes {

  private Codes() {}

  static String of(List<Constraint> reasons) {
    if (reasons.size() == 1
        && reasons.get(0) instanceof Requested request
        && request.existing().isEmpty()) {
      return "unknown-module";
    }
    if (any(reasons, Constraint.NeedEachOther.class::isInstance)) {
      return "dependency-cycle";
    }
    if (anyDemand(reasons, one -> one.kind().isNeed() && one.existing().isEmpty())) {
      return anyDemand(reasons, one -> one.kind() == DemandKind.NEEDS_CAPABILITY)
          ? "missing-capability"
          : "missing-dependency";
    }
    if (any(reasons, Constraint.Uninstalled.class::isInstance)) {
      return "needed-by-others";
    }
    if (anyDemand(reasons, one -> one.kind() == DemandKind.CONFLICTS)) {
      return "conflict";
    }
    return any(reasons, Codes::isAboutTheInstalledVersion)
        ? "installed-version-out-of-range"
        : "no-version-in-range";
  }

  private static boolean isAboutTheInstalledVersion(Constraint reason) {
    return reason instanceof Constraint.NotUpgraded || reason instanceof Constraint.NotLowered;
  }

  private static boolean anyDemand(List<Constraint> reasons, Predicate<Demanded> test) {
    return any(reasons, reason -> reason instanceof Demanded demand && test.test(demand));
  }

  private static boolean any(List<Constraint> reasons, Predicate<Constraint> test) {
    return reasons.stream().anyMatch(test);
  }
}
