package io.tenantry.tenantmodule.domain.tenant;

import java.time.Instant;

/** Nothing new is begun for a tenant, for a reason that its users may read. */
public record Suspension(String reason, Instant since) {}
