package io.tenantry.tenantmodule.application.catalogue;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Catalogue;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.port.VersionOrder;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Presence;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which modules a tenant may install, and why it may not install the others. */
public final class FindAvailableModules {

  private final Catalogue catalogue;
  private final TenantViews tenants;
  private final TenantModuleViews modules;
  private final SubscriptionPlans plans;
  private final UnitOfWork unitOfWork;
  private final Comparator<String> newestFirst;

  public FindAvailableModules(
      Catalogue catalogue,
      TenantViews tenants,
      TenantModuleViews modules,
      SubscriptionPlans plans,
      VersionOrder order,
      UnitOfWork unitOfWork) {
    this.catalogue = catalogue;
    this.tenants = tenants;
    this.modules = modules;
    this.plans = plans;
    this.unitOfWork = unitOfWork;
    this.newestFirst =
        (one, other) -> order.isNewer(one, other) ? -1 : order.isNewer(other, one) ? 1 : 0;
  }

  /** Empty when there is no such tenant. */
  public Uni<Optional<Page<AvailableModule>>> page(
      TenantId tenant, Optional<String> after, int limit) {
    return unitOfWork.look(
        Scope.of(tenant),
        () ->
            tenants
                .tenant(tenant)
                .chain(
                    found ->
                        found
                            .map(one -> page(one, after, limit).map(Optional::of))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
  }

  private Uni<Page<AvailableModule>> page(Tenant tenant, Optional<String> after, int limit) {
    return catalogue
        .modules(after, limit)
        .chain(
            page ->
                modules
                    .presence(
                        tenant.id(), page.items().stream().map(CatalogueModule::name).toList())
                    .chain(
                        presence ->
                            plans
                                .of(tenant.id())
                                .map(subscription -> page(page, presence, tenant, subscription))));
  }

  private Page<AvailableModule> page(
      Page<CatalogueModule> page,
      Map<ModuleName, Presence> presence,
      Tenant tenant,
      Subscription subscription) {
    List<AvailableModule> available =
        page.items().stream()
            .map(
                module ->
                    AvailableModule.of(
                        module.sorted(newestFirst),
                        presence.getOrDefault(module.name(), Presence.NONE),
                        tenant,
                        subscription))
            .toList();
    return new Page<>(available, page.next());
  }
}
