package io.tenantry.tenantmodule.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Reads tenants and what they have subscribed to. */
public final class FindTenants {

  private final TenantViews views;
  private final SubscriptionPlans plans;
  private final UnitOfWork unitOfWork;

  public FindTenants(TenantViews views, SubscriptionPlans plans, UnitOfWork unitOfWork) {
    this.views = views;
    this.plans = plans;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Page<Tenant>> page(Optional<String> after, int limit) {
    return unitOfWork.look(Scope.PLATFORM, () -> views.tenants(after, limit));
  }

  public Uni<Optional<Tenant>> one(TenantId id) {
    return unitOfWork.look(Scope.of(id), () -> views.tenant(id));
  }

  /** Empty when there is no such tenant. */
  public Uni<Optional<Subscription>> subscription(TenantId id) {
    return unitOfWork.look(
        Scope.of(id),
        () ->
            views
                .tenant(id)
                .chain(
                    tenant ->
                        tenant.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : plans.of(id).map(Optional::of)));
  }
}
