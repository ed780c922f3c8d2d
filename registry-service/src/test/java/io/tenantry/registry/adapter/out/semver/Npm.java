package io.tenantry.registry.adapter.out.semver;

import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.VersionRange;

/** The notation that the service uses, for tests without a container. */
public final class Npm {

  private Npm() {}

  public static RangeNotation notation() {
    return new NpmRanges();
  }

  public static VersionRange range(String text) {
    return notation().parse(text);
  }
}
