package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/** Modules that tenants have. */
public interface TenantModules {

  Uni<List<InstalledModule>> of(TenantId tenant);

  /**
   * The same. That kept data comes along: whoever wants it next, in the same unit of work, needs no
   * statement.
   */
  Uni<List<InstalledModule>> of(TenantId tenant, UUID keptData);

  /** Adds the module, or replaces what was known of it. */
  Uni<Void> save(InstalledModule module);

  /** The tenant does not have it any more. */
  Uni<Void> remove(InstalledModule module);
}
