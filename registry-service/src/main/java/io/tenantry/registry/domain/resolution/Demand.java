package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.VersionStatus;
import java.util.List;
import java.util.Optional;

/**
 * The same demand of one or more versions of a module.
 *
 * @param index its place in the catalogue
 * @param by versions that make it, newest first
 * @param target module or capability that it is about
 * @param targetModule the same when it is a module
 * @param matches who is in its range
 */
record Demand(
    int index,
    ModuleName module,
    List<Candidate> by,
    DemandKind kind,
    String target,
    Optional<ModuleName> targetModule,
    String range,
    Matches matches) {

  Demand {
    by = List.copyOf(by);
  }

  /** One of these has to be there, where anything has to. */
  List<Candidate> wanted() {
    return kind.isNeed() ? matches.inside() : List.of();
  }

  /** None of these may be there beside it. */
  List<Candidate> unwanted() {
    return switch (kind) {
      case NEEDS_MODULE, NEEDS_CAPABILITY -> List.of();
      case USES_MODULE, USES_CAPABILITY -> matches.outside();
      case CONFLICTS, REPLACES -> matches.inside();
    };
  }

  /** Whether this is reason enough to install a version that is not offered to everybody. */
  boolean offers(Candidate candidate) {
    if (kind != DemandKind.NEEDS_MODULE) {
      return false;
    }
    return candidate.moduleVersion().status() == VersionStatus.DEPRECATED
        ? matches.exact().contains(candidate)
        : matches.named().contains(candidate);
  }

  /** Whether another module is in its range, as provider too. */
  boolean isAbout(Candidate candidate) {
    return matches.inside().contains(candidate);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }

  /**
   * Versions by their place to a range.
   *
   * @param inside those in it, pre-releases too
   * @param outside the other versions of the same module, or providers of the same capability
   * @param named those in it by npm's rule, where a pre-release has to be named
   * @param exact the one that is named and no other
   */
  record Matches(
      List<Candidate> inside,
      List<Candidate> outside,
      List<Candidate> named,
      List<Candidate> exact) {}
}
