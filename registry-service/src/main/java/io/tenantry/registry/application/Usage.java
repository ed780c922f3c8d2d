package io.tenantry.registry.application;

import java.time.Instant;
import java.util.Optional;

/**
 * Who relies on a version.
 *
 * @param tenants how many have it installed
 * @param since when the first of them got it
 * @param latest when the last of them got it
 * @param reservations how many jobs are about to install it
 */
public record Usage(
    long tenants, Optional<Instant> since, Optional<Instant> latest, long reservations) {

  public static final Usage NONE = new Usage(0, Optional.empty(), Optional.empty(), 0);

  public boolean isNone() {
    return tenants == 0 && reservations == 0;
  }
}
