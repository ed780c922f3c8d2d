package io.tenantry.registry.application.port;

import io.tenantry.registry.domain.VersionRange;

/** Reads npm's notation of version ranges. */
public interface RangeNotation {

  /**
   * Reads a range such as {@code ^1.2 || 3.x}.
   *
   * @throws io.tenantry.registry.domain.InvalidValue if it is none
   */
  VersionRange parse(String text);
}
