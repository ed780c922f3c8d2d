package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Instant;

/**
 * A tenant, as clients see it.
 *
 * @param status SUSPENDED while it is, whatever became of its database
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantDocument(
    String id,
    String name,
    String isolation,
    String status,
    DatabaseLocation database,
    ProvisioningProblem problem,
    Instant registeredAt,
    Suspension suspension) {

  private static final String SUSPENDED = "SUSPENDED";

  static TenantDocument of(Tenant tenant) {
    return new TenantDocument(
        tenant.id().value(),
        tenant.name(),
        tenant.isolation().name(),
        tenant.isSuspended() ? SUSPENDED : tenant.status().name(),
        tenant.database().orElse(null),
        tenant.problem().orElse(null),
        tenant.registeredAt(),
        tenant.suspension().orElse(null));
  }
}
