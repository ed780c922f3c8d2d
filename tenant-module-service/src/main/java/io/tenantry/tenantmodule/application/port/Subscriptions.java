package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** Says what a tenant's subscription allows. */
public interface Subscriptions {

  /** Why the plan is not allowed, as sentences; empty when it is. */
  Uni<Optional<String>> refusal(TenantId tenant, List<PlannedModule> plan);
}
