package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.VersionStatus;
import java.util.List;
import java.util.Optional;

/**
 * A module that a plan may be about.
 *
 * @param candidates versions that it could have, the preferred one first
 */
record Member(
    ModuleName module,
    Optional<Candidate> installed,
    Optional<Change> change,
    List<Candidate> candidates) {

  Member {
    candidates = List.copyOf(candidates);
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

  static boolean isInstallable(Candidate candidate) {
    return candidate.moduleVersion().status().isInstallable();
  }

  /** Whether nobody has to name the version. */
  static boolean isCommon(Candidate candidate, ResolutionOptions options) {
    return candidate.moduleVersion().status() == VersionStatus.PUBLISHED
        && (options.prereleases() || !candidate.version().isPrerelease());
  }
}
