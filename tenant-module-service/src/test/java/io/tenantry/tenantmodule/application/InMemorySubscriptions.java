package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;

/** Subscriptions in memory. */
final class InMemorySubscriptions implements SubscriptionPlans {

  private final InMemoryTransactions transactions;
  private final Map<TenantId, Subscription> subscriptions = new HashMap<>();

  InMemorySubscriptions(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  void has(Subscription subscription) {
    subscriptions.put(subscription.tenantId(), subscription);
  }

  @Override
  public Uni<Subscription> of(TenantId tenant) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant);
              return subscriptions.getOrDefault(tenant, Subscription.unrestricted(tenant));
            });
  }

  @Override
  public Uni<Void> save(Subscription subscription) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(subscription.tenantId());
              has(subscription);
            });
  }
}
