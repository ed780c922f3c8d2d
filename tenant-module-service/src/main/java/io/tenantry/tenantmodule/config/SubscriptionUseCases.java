package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.application.job.CheckPlans;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.port.SubscriptionPlans;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.subscription.EmbeddedSubscriptions;
import io.tenantry.tenantmodule.application.subscription.FallbackRule;
import io.tenantry.tenantmodule.application.subscription.SubscriptionFallback;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Adapter;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Http;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts together how plans are checked by a service elsewhere. */
final class SubscriptionUseCases {

  private static final int CHECKS_AT_A_TIME = 5;

  @Produces
  @Singleton
  CheckPlans checkPlans(
      PlanChecks checks,
      SubscriptionPlans plans,
      TenantModules modules,
      SubscriptionService elsewhere,
      ApprovePlan approvePlan,
      UnitOfWork unitOfWork,
      Clock clock,
      SubscriptionSettings settings) {
    SubscriptionService service =
        settings.adapter() == Adapter.HTTP
            ? new SubscriptionFallback(
                elsewhere,
                checks,
                unitOfWork,
                clock,
                new FallbackRule(settings.fallback(), settings.fallbackAge()))
            : new EmbeddedSubscriptions(plans, modules, unitOfWork);
    return new CheckPlans(checks, service, approvePlan, unitOfWork, clock, pace(settings.http()));
  }

  private static CheckPlans.Pace pace(Http http) {
    Duration longest =
        http.timeout()
            .plus(http.retryDelay().multipliedBy(2))
            .multipliedBy(http.retries() + 1L)
            .multipliedBy(CHECKS_AT_A_TIME);
    return new CheckPlans.Pace(CHECKS_AT_A_TIME, longest, http.pause());
  }
}
