package io.tenantry.registry.domain;

/** Where a module version is in its life; it never goes back. */
public enum VersionStatus {
  /** Registered; nobody can install it yet. */
  DRAFT,
  /** New plans may hold it. */
  PUBLISHED,
  /** New plans hold it only when it is asked for by its exact version. */
  DEPRECATED,
  /** No new plan holds it; those that were made go on. */
  WITHDRAWN;

  /** Whether a version in this state may go to the other one. */
  public boolean mayBecome(VersionStatus next) {
    return switch (next) {
      case DRAFT -> false;
      case PUBLISHED -> this == DRAFT;
      case DEPRECATED -> this == PUBLISHED;
      case WITHDRAWN -> this != WITHDRAWN;
    };
  }

  /** Whether new plans may hold it, at least by its exact version. */
  public boolean isInstallable() {
    return this == PUBLISHED || this == DEPRECATED;
  }
}
