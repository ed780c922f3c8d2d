package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;

/** Says what a tenant's subscription allows, as far as the current unit of work can tell. */
public interface Subscriptions {

  /** Takes all modules of a plan that come. */
  Uni<SubscriptionAnswer> answer(TenantId tenant, List<PlannedModule> plan);
}
