package io.tenantry.tenantmodule.application.keptdata;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.KeptDataViews;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Reads what a tenant's removed modules have left. */
public final class FindKeptData {

  private final KeptDataViews views;
  private final TenantViews tenants;
  private final UnitOfWork unitOfWork;

  public FindKeptData(KeptDataViews views, TenantViews tenants, UnitOfWork unitOfWork) {
    this.views = views;
    this.tenants = tenants;
    this.unitOfWork = unitOfWork;
  }

  /** Empty when there is no such tenant. */
  public Uni<Optional<Page<KeptData>>> page(TenantId tenant, Optional<Long> below, int limit) {
    return unitOfWork.look(
        Scope.of(tenant),
        () ->
            tenants
                .tenant(tenant)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : views.keptData(tenant, below, limit).map(Optional::of)));
  }
}
