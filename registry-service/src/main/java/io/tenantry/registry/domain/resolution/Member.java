package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.VersionStatus;
import java.util.List;
import java.util.Optional;

/**
 * A module that a plan may be about.
 *
 * @param candidates versions that it could have, the preferred one first
 * @param ranking the same with those that were ruled out since
 * @param certain whether it is there in every plan
 */
record Member(
    ModuleName module,
    Optional<Candidate> installed,
    Optional<Change> change,
    List<Candidate> candidates,
    List<Candidate> ranking,
    boolean certain) {

  Member {
    candidates = List.copyOf(candidates);
    ranking = List.copyOf(ranking);
  }

  Member(
      ModuleName module,
      Optional<Candidate> installed,
      Optional<Change> change,
      List<Candidate> candidates) {
    this(module, installed, change, candidates, candidates, false);
  }

  Member narrowed(List<Candidate> left, boolean isCertain) {
    return new Member(module, installed, change, left, ranking, isCertain);
  }

  /** Whether the request chooses its version; the others follow. */
  boolean isAskedFor() {
    return change.isPresent()
        && (change.get() instanceof Change.Upgrade
            || change.get() instanceof Change.Install && installed.isEmpty());
  }

  boolean isRemoved() {
    return change.isPresent() && change.get() instanceof Change.Uninstall;
  }

  /** Whether it is installed and nobody asked to change it. */
  boolean isToStay() {
    return installed.isPresent() && !isAskedFor() && !isRemoved();
  }

  boolean isInstalledAs(Candidate candidate) {
    return installed.isPresent() && installed.get().equals(candidate);
  }

  /** Whether nothing is left to be decided about it. */
  boolean isSettled() {
    return certain && candidates.size() == 1;
  }

  static boolean isInstallable(Candidate candidate) {
    return candidate.moduleVersion().status().isInstallable();
  }

  /** Whether nobody has to name the version. */
  static boolean isCommon(Candidate candidate, ResolutionOptions options) {
    return candidate.moduleVersion().status() == VersionStatus.PUBLISHED
        && (options.prereleases() || !candidate.version().isPrerelease());
  }
}
