package io.tenantry.registry.domain;

import java.time.Instant;
import java.util.Optional;

/** One immutable version of a module, with its place in the catalogue. */
public record ModuleVersion(
    Manifest manifest,
    Digest digest,
    long size,
    VersionStatus status,
    Instant registeredAt,
    Optional<Instant> publishedAt) {

  public static ModuleVersion draft(Manifest manifest, Digest digest, long size, Instant now) {
    return new ModuleVersion(manifest, digest, size, VersionStatus.DRAFT, now, Optional.empty());
  }

  public ModuleName name() {
    return manifest.name();
  }

  public Version version() {
    return manifest.version();
  }

  public boolean isPublished() {
    return status == VersionStatus.PUBLISHED;
  }

  /** The version as it is once it can be installed; itself when it already can. */
  public ModuleVersion published(Instant now) {
    return isPublished()
        ? this
        : new ModuleVersion(
            manifest, digest, size, VersionStatus.PUBLISHED, registeredAt, Optional.of(now));
  }
}
