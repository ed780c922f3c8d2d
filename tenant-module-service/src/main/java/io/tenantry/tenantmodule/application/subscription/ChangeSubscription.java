package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.subscription.Subscription;

/** Says what a tenant may install from now on; what it has stays. */
public final class ChangeSubscription {

  private final Tenants tenants;
  private final SubscriptionPlans plans;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;

  public ChangeSubscription(
      Tenants tenants, SubscriptionPlans plans, AuditTrail audit, UnitOfWork unitOfWork) {
    this.tenants = tenants;
    this.plans = plans;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
  }

  /** Answers whether there is such a tenant. */
  public Uni<Boolean> handle(Subscription subscription, Origin origin) {
    AuditEntry entry =
        AuditEntry.of(
            subscription.tenantId(), "subscription.changed", subscription.plan(), "ACCEPTED");
    return unitOfWork.run(
        Commit.SUBSCRIPTION_CHANGED,
        Scope.of(subscription.tenantId()),
        () ->
            tenants
                .lock(subscription.tenantId())
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(false)
                            : plans
                                .save(subscription)
                                .chain(() -> audit.record(entry, origin))
                                .replaceWith(true)));
  }
}
