package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.NotKnown;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Remembered;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What holds while the subscription service does not answer. */
public final class SubscriptionFallback implements SubscriptionService {

  private final SubscriptionService service;
  private final PlanChecks checks;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final FallbackRule rule;

  public SubscriptionFallback(
      SubscriptionService service,
      PlanChecks checks,
      UnitOfWork unitOfWork,
      Clock clock,
      FallbackRule rule) {
    this.service = service;
    this.checks = checks;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.rule = rule;
  }

  @Override
  public Uni<SubscriptionAnswer> ask(UUID job, TenantId tenant, List<PlannedModule> plan) {
    return service
        .ask(job, tenant, plan)
        .chain(
            answer ->
                answer instanceof NotKnown open
                    ? instead(open, tenant, plan)
                    : Uni.createFrom().item(answer));
  }

  private Uni<SubscriptionAnswer> instead(
      NotKnown open, TenantId tenant, List<PlannedModule> plan) {
    return switch (rule.policy()) {
      case WAIT -> Uni.createFrom().item(open);
      case DENY -> Uni.createFrom().item(new Refused(open.reason() + " Try again later."));
      case CACHED -> remembered(open, tenant, plan);
    };
  }

  private Uni<SubscriptionAnswer> remembered(
      NotKnown open, TenantId tenant, List<PlannedModule> plan) {
    return unitOfWork
        .look(
            Scope.of(tenant),
            () -> checks.wereAllowed(tenant, plan, clock.instant().minus(rule.age())))
        .map(known -> known ? new Remembered() : open);
  }
}
