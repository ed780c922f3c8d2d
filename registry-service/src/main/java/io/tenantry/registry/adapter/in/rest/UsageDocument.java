package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.application.Usage;
import io.tenantry.registry.application.VersionUsage;
import java.time.Instant;

/**
 * How much a version is used.
 *
 * @param tenants how many have it installed
 * @param since when the first of them got it; absent when none has it
 * @param latest when the last of them got it; absent when none has it
 * @param reservations how many jobs are about to install it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageDocument(
    String version, String status, long tenants, Instant since, Instant latest, long reservations) {

  static UsageDocument of(VersionUsage version) {
    Usage usage = version.usage();
    return new UsageDocument(
        version.version(),
        version.status().name(),
        usage.tenants(),
        usage.since().orElse(null),
        usage.latest().orElse(null),
        usage.reservations());
  }
}
