package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;

/** Subscriptions that the platform keeps itself. */
public interface SubscriptionPlans {

  /** The tenant's subscription; the one that allows everything when nobody has chosen one. */
  Uni<Subscription> of(TenantId tenant);

  Uni<Void> save(Subscription subscription);
}
