package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.tenant.Tenant;

/** What the saga is told about tenants; each becomes part of the current unit of work. */
public interface TenantEvents {

  Uni<Void> registered(Tenant tenant, Origin origin);
}
