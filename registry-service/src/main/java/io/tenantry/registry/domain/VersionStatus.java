package io.tenantry.registry.domain;

/** Where a module version is in its life. */
public enum VersionStatus {
  /** Registered; nobody can install it yet. */
  DRAFT,
  /** New plans may hold it. */
  PUBLISHED
}
