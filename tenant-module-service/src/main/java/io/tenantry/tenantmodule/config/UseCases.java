package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.module.FindTenantModules;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.port.TenantEvents;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.subscription.ChangeSubscription;
import io.tenantry.tenantmodule.application.subscription.EmbeddedSubscriptions;
import io.tenantry.tenantmodule.application.subscription.SubscriptionsElsewhere;
import io.tenantry.tenantmodule.application.tenant.ChangeSuspension;
import io.tenantry.tenantmodule.application.tenant.FindTenants;
import io.tenantry.tenantmodule.application.tenant.RegisterTenant;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Adapter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases of tenants and reading together; they know nothing of the container. */
final class UseCases {

  @Produces
  @Singleton
  RegisterTenant registerTenant(
      Tenants tenants, TenantEvents events, AuditTrail audit, UnitOfWork unitOfWork, Clock clock) {
    return new RegisterTenant(tenants, events, audit, unitOfWork, clock);
  }

  @Produces
  @Singleton
  ChangeSuspension changeSuspension(
      Tenants tenants, AuditTrail audit, UnitOfWork unitOfWork, Clock clock) {
    return new ChangeSuspension(tenants, audit, unitOfWork, clock);
  }

  @Produces
  @Singleton
  ChangeSubscription changeSubscription(
      Tenants tenants, SubscriptionPlans plans, AuditTrail audit, UnitOfWork unitOfWork) {
    return new ChangeSubscription(tenants, plans, audit, unitOfWork);
  }

  @Produces
  @Singleton
  Subscriptions subscriptions(
      SubscriptionPlans plans,
      TenantModules modules,
      UnitOfWork unitOfWork,
      SubscriptionSettings settings) {
    return settings.adapter() == Adapter.HTTP
        ? new SubscriptionsElsewhere()
        : new EmbeddedSubscriptions(plans, modules, unitOfWork);
  }

  @Produces
  @Singleton
  FindTenants findTenants(TenantViews views, SubscriptionPlans plans, UnitOfWork unitOfWork) {
    return new FindTenants(views, plans, unitOfWork);
  }

  @Produces
  @Singleton
  FindTenantModules findTenantModules(
      TenantModuleViews views, TenantViews tenants, UnitOfWork unitOfWork) {
    return new FindTenantModules(views, tenants, unitOfWork);
  }
}
