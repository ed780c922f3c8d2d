package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.catalogue.FindAvailableModules;
import io.tenantry.tenantmodule.application.catalogue.NoteVersion;
import io.tenantry.tenantmodule.application.port.Catalogue;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.port.VersionOrder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the use cases of the catalogue together. */
final class CatalogueUseCases {

  @Produces
  @Singleton
  NoteVersion noteVersion(Catalogue catalogue, UnitOfWork unitOfWork) {
    return new NoteVersion(catalogue, unitOfWork);
  }

  @Produces
  @Singleton
  FindAvailableModules findAvailableModules(
      Catalogue catalogue,
      TenantViews tenants,
      TenantModuleViews modules,
      SubscriptionPlans plans,
      VersionOrder order,
      UnitOfWork unitOfWork) {
    return new FindAvailableModules(catalogue, tenants, modules, plans, order, unitOfWork);
  }
}
