package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.module.TenantModuleView;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Presence;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tenants' modules as readers see them: those that are there, and those that are asked for. */
public interface TenantModuleViews {

  /** Modules whose name comes after the cursor, by name. */
  Uni<Page<TenantModuleView>> modules(TenantId tenant, Optional<String> after, int limit);

  /** What the tenant has of these modules; those of which it has nothing may be left out. */
  Uni<Map<ModuleName, Presence>> presence(TenantId tenant, List<ModuleName> modules);

  Uni<Optional<TenantModuleView>> module(TenantId tenant, ModuleName module);
}
