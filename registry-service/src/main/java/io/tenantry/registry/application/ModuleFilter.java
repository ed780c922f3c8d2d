package io.tenantry.registry.application;

import io.tenantry.registry.domain.VersionStatus;
import java.util.Optional;

/**
 * Which modules a reader looks for: those with one version that has all of it.
 *
 * @param text somewhere in name, title or description, whatever the case
 * @param capability that the version provides
 * @param feature that the version requires of a subscription
 */
public record ModuleFilter(
    Optional<String> text,
    Optional<VersionStatus> status,
    Optional<String> capability,
    Optional<String> feature,
    Optional<String> publisher) {

  public static ModuleFilter all() {
    return new ModuleFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
