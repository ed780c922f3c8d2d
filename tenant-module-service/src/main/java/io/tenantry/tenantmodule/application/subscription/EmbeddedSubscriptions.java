package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Checks plans against the subscriptions that the platform keeps itself. */
public final class EmbeddedSubscriptions implements Subscriptions, SubscriptionService {

  private final SubscriptionPlans plans;
  private final UnitOfWork unitOfWork;

  public EmbeddedSubscriptions(SubscriptionPlans plans, UnitOfWork unitOfWork) {
    this.plans = plans;
    this.unitOfWork = unitOfWork;
  }

  @Override
  public Uni<SubscriptionAnswer> answer(TenantId tenant, List<PlannedModule> plan) {
    return plans.of(tenant).map(subscription -> answer(subscription, plan));
  }

  /** Checks that were left by a service elsewhere, before the platform kept subscriptions. */
  @Override
  public Uni<SubscriptionAnswer> ask(UUID job, TenantId tenant, List<PlannedModule> plan) {
    return unitOfWork.look(Scope.of(tenant), () -> answer(tenant, plan));
  }

  private static SubscriptionAnswer answer(Subscription subscription, List<PlannedModule> plan) {
    List<String> reasons =
        plan.stream()
            .map(one -> subscription.refusal(one.module(), one.requiredFeatures()))
            .flatMap(Optional::stream)
            .toList();
    return reasons.isEmpty() ? new Allowed() : new Refused(String.join(" ", reasons));
  }
}
