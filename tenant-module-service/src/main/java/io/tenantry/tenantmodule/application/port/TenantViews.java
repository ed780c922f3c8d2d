package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Tenants as readers see them. */
public interface TenantViews {

  /** Tenants whose id comes after the cursor, by id. */
  Uni<Page<Tenant>> tenants(Optional<String> after, int limit);

  Uni<Optional<Tenant>> tenant(TenantId id);
}
