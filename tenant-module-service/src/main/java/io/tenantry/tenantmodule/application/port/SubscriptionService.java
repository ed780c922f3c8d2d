package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/** Whoever is asked about subscriptions outside of any unit of work; it may take its time. */
public interface SubscriptionService {

  /** The same job may ask again and again. What goes wrong is an answer that is not known. */
  Uni<SubscriptionAnswer> ask(UUID job, TenantId tenant, List<PlannedModule> plan);
}
