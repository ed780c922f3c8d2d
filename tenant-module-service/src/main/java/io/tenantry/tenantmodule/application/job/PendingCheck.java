package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/**
 * A reserved plan that waits for the subscription service.
 *
 * @param unused dependencies that the plan leaves without a need for them
 * @param origin of the reservation, which is the cause of what follows
 */
public record PendingCheck(
    UUID jobId,
    TenantId tenantId,
    List<PlannedModule> plan,
    List<ModuleName> unused,
    Origin origin) {

  public PendingCheck {
    plan = List.copyOf(plan);
    unused = List.copyOf(unused);
  }

  /** Modules that the tenant does not have so yet. */
  public List<PlannedModule> coming() {
    return plan.stream().filter(planned -> !planned.isRemoval()).toList();
  }
}
