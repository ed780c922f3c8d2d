package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** Checks plans against the subscriptions that the platform keeps itself. */
public final class EmbeddedSubscriptions implements Subscriptions {

  private final SubscriptionPlans plans;

  public EmbeddedSubscriptions(SubscriptionPlans plans) {
    this.plans = plans;
  }

  @Override
  public Uni<Optional<String>> refusal(TenantId tenant, List<PlannedModule> plan) {
    return plans.of(tenant).map(subscription -> refusal(subscription, plan));
  }

  private static Optional<String> refusal(Subscription subscription, List<PlannedModule> plan) {
    List<String> reasons =
        plan.stream()
            .map(one -> subscription.refusal(one.module(), one.requiredFeatures()))
            .flatMap(Optional::stream)
            .toList();
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", reasons));
  }
}
