package io.tenantry.registry.domain;

/** Which versions will do, in npm's notation. */
public interface VersionRange {

  /** Whether the version is in the range; pre-releases are when they are asked for. */
  boolean contains(Version version, boolean prereleases);

  /** Whether the range names this version and no other. */
  boolean isExactly(Version version);

  /** The range as it was written, such as {@code ^1.2}. */
  String text();
}
