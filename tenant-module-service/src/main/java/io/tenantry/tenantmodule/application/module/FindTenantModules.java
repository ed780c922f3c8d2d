package io.tenantry.tenantmodule.application.module;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Reads what a tenant has, and what it is getting. */
public final class FindTenantModules {

  private final TenantModuleViews views;
  private final TenantViews tenants;
  private final UnitOfWork unitOfWork;

  public FindTenantModules(TenantModuleViews views, TenantViews tenants, UnitOfWork unitOfWork) {
    this.views = views;
    this.tenants = tenants;
    this.unitOfWork = unitOfWork;
  }

  /** Empty when there is no such tenant. */
  public Uni<Optional<Page<TenantModuleView>>> page(
      TenantId tenant, Optional<String> after, int limit) {
    return unitOfWork.look(
        Scope.of(tenant),
        () ->
            tenants
                .tenant(tenant)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : views.modules(tenant, after, limit).map(Optional::of)));
  }

  public Uni<Optional<TenantModuleView>> one(TenantId tenant, ModuleName module) {
    return unitOfWork.look(Scope.of(tenant), () -> views.module(tenant, module));
  }
}
