package io.tenantry.registry.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One immutable version of a module, with its place in the catalogue.
 *
 * @param size of the package in bytes
 * @param signedBy name of the trusted key whose signature it carries
 * @param statusReason what was said when the status last changed; empty when nothing was
 * @param statusSince when it got its status
 */
public record ModuleVersion(
    Manifest manifest,
    Digest digest,
    long size,
    Optional<String> signedBy,
    VersionStatus status,
    String statusReason,
    Instant statusSince,
    Instant registeredAt,
    Optional<Instant> publishedAt) {

  public static ModuleVersion draft(
      Manifest manifest, Digest digest, long size, Optional<String> signedBy, Instant now) {
    return new ModuleVersion(
        manifest, digest, size, signedBy, VersionStatus.DRAFT, "", now, now, Optional.empty());
  }

  public ModuleName name() {
    return manifest.name();
  }

  public Version version() {
    return manifest.version();
  }

  /** The module and its version, such as {@code digital_card@1.0.0}. */
  public String id() {
    return name() + "@" + version();
  }

  public boolean isPublished() {
    return status == VersionStatus.PUBLISHED;
  }

  /** Whether tenants may ever have installed it. */
  public boolean wasPublished() {
    return publishedAt.isPresent();
  }

  /** Whether a plan may hold it because of this range. */
  public boolean isOfferedBy(VersionRange range, boolean prereleases) {
    return switch (status) {
      case PUBLISHED -> range.contains(version(), prereleases);
      case DEPRECATED -> range.isExactly(version());
      case DRAFT, WITHDRAWN -> false;
    };
  }

  /** Changes whenever anything does that can change; the digest tells the rest. */
  public String revision() {
    return digest.hex().substring(0, 16) + "-" + status.name().toLowerCase(Locale.ROOT);
  }

  /** The version in a state that it may go to. */
  public ModuleVersion with(VersionStatus next, String reason, Instant now) {
    if (!status.mayBecome(next)) {
      throw new IllegalStateException(
          "%s is %s and cannot become %s".formatted(id(), status, next));
    }
    return new ModuleVersion(
        manifest,
        digest,
        size,
        signedBy,
        next,
        reason,
        now,
        registeredAt,
        next == VersionStatus.PUBLISHED ? Optional.of(now) : publishedAt);
  }
}
