package io.tenantry.tenantmodule.application.subscription;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.NotKnown;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;

/** A unit of work knows nothing of them: who is elsewhere is asked when none is open. */
public final class SubscriptionsElsewhere implements Subscriptions {

  private static final NotKnown LATER = new NotKnown("The subscription service is asked.");

  @Override
  public Uni<SubscriptionAnswer> answer(TenantId tenant, List<PlannedModule> plan) {
    return Uni.createFrom().item(LATER);
  }
}
