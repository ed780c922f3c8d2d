package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.application.Usage;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How much one version is used, in one row. */
final class UsageRow {

  static final String SELECT =
      """
      select v.version, v.status, u.tenants, u.since, u.latest,
        (select count(*) from reservation_item i join reservation r using (job_id)
         where i.module = v.name and i.version = v.version and r.state = 'RESERVED') as reservations
      from module_version v
      cross join lateral (
        select count(*) as tenants, min(since) as since, max(since) as latest
        from module_usage u where u.module = v.name and u.version = v.version) u
      """;

  private UsageRow() {}

  static Usage usage(Tuple row) {
    return new Usage(
        row.get("tenants", Long.class),
        instant(row, "since"),
        instant(row, "latest"),
        row.get("reservations", Long.class));
  }

  private static Optional<Instant> instant(Tuple row, String column) {
    return Optional.ofNullable(row.get(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
