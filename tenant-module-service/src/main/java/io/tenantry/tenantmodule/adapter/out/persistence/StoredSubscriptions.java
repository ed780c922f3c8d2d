package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Subscriptions in PostgreSQL. */
@ApplicationScoped
class StoredSubscriptions
    implements SubscriptionPlans, PanacheRepositoryBase<SubscriptionEntity, String> {

  @Override
  public Uni<Subscription> of(TenantId tenant) {
    return findById(tenant.value())
        .map(
            entity ->
                Optional.ofNullable(entity)
                    .map(StoredSubscriptions::toDomain)
                    .orElseGet(() -> Subscription.unrestricted(tenant)));
  }

  @Override
  public Uni<Void> save(Subscription subscription) {
    SubscriptionEntity entity = new SubscriptionEntity();
    entity.tenantId = subscription.tenantId().value();
    entity.plan = subscription.plan();
    entity.everything = subscription.everything();
    entity.modules = sorted(subscription.modules());
    entity.features = sorted(subscription.features());
    entity.maxModules = subscription.maxModules().orElse(null);
    return getSession().chain(session -> session.merge(entity)).replaceWithVoid();
  }

  private static Subscription toDomain(SubscriptionEntity entity) {
    return new Subscription(
        new TenantId(entity.tenantId),
        entity.plan,
        entity.everything,
        Set.copyOf(Arrays.asList(entity.modules)),
        Set.copyOf(Arrays.asList(entity.features)),
        Optional.ofNullable(entity.maxModules));
  }

  private static String[] sorted(Set<String> values) {
    return new TreeSet<>(values).toArray(String[]::new);
  }
}
