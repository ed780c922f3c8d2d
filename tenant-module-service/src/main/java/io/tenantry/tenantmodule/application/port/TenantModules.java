package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;

/** Modules that tenants have. */
public interface TenantModules {

  Uni<List<InstalledModule>> of(TenantId tenant);

  /** Adds the module, or replaces what was known of it. */
  Uni<Void> save(InstalledModule module);
}
