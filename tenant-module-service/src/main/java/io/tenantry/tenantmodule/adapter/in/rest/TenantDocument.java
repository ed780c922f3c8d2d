package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Instant;

/** A tenant, as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantDocument(
    String id,
    String name,
    String isolation,
    String status,
    DatabaseLocation database,
    ProvisioningProblem problem,
    Instant registeredAt) {

  static TenantDocument of(Tenant tenant) {
    return new TenantDocument(
        tenant.id().value(),
        tenant.name(),
        tenant.isolation().name(),
        tenant.status().name(),
        tenant.database().orElse(null),
        tenant.problem().orElse(null),
        tenant.registeredAt());
  }
}
