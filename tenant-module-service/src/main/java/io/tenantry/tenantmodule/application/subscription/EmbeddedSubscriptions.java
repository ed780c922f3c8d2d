package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks plans against the subscriptions that the platform keeps itself. From its validation to its
 * end a job keeps all others of its tenant waiting, so what it adds counts for them when it has
 * succeeded, and never when it has not.
 */
public final class EmbeddedSubscriptions implements Subscriptions, SubscriptionService {

  private final SubscriptionPlans plans;
  private final TenantModules modules;
  private final UnitOfWork unitOfWork;

  public EmbeddedSubscriptions(
      SubscriptionPlans plans, TenantModules modules, UnitOfWork unitOfWork) {
    this.plans = plans;
    this.modules = modules;
    this.unitOfWork = unitOfWork;
  }

  @Override
  public Uni<SubscriptionAnswer> answer(TenantId tenant, List<PlannedModule> plan) {
    return plans
        .of(tenant)
        .chain(
            subscription ->
                subscription.maxModules().isEmpty()
                    ? Uni.createFrom().item(answer(subscription, plan, Set.of()))
                    : modules
                        .of(tenant)
                        .map(present -> answer(subscription, plan, names(present))));
  }

  /** Checks that were left by a service elsewhere, before the platform kept subscriptions. */
  @Override
  public Uni<SubscriptionAnswer> ask(UUID job, TenantId tenant, List<PlannedModule> plan) {
    return unitOfWork.look(Scope.of(tenant), () -> answer(tenant, plan));
  }

  private static Set<ModuleName> names(List<InstalledModule> present) {
    return present.stream().map(InstalledModule::module).collect(Collectors.toSet());
  }

  private static SubscriptionAnswer answer(
      Subscription subscription, List<PlannedModule> plan, Set<ModuleName> present) {
    Set<ModuleName> coming = plan.stream().map(PlannedModule::module).collect(Collectors.toSet());
    List<String> reasons =
        Stream.concat(
                plan.stream()
                    .map(one -> subscription.refusal(one.module(), one.requiredFeatures())),
                Stream.of(subscription.excess(present, coming)))
            .flatMap(Optional::stream)
            .toList();
    return reasons.isEmpty() ? new Allowed() : new Refused(String.join(" ", reasons));
  }
}
