package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.Optional;
import java.util.UUID;

/** Which tenants use a module's part of the landlord database, and who may change that part. */
public interface LandlordUses {

  /**
   * Notes that the tenant will use the module, and takes the right to change its part.
   *
   * @return the fencing token for the change; empty while another living task has the right, or
   *     when the task is not the worker's any more
   */
  Uni<Optional<Long>> use(Claim claim, PlanItem item);

  /** Gives the right to change the module's part to others. */
  Uni<Void> handOver(Claim claim, ModuleName module);

  /**
   * Forgets that the tenant uses the module, and takes the right to change its part.
   *
   * @return empty while another living task has the right, or when the task is not the worker's any
   *     more
   */
  Uni<Optional<Release>> release(Claim claim, ModuleName module);

  /** Whether tenants other than the task's use the module. */
  Uni<Boolean> usedByOthers(Claim claim, ModuleName module);

  /** Forgets every use and every right of the job, whoever else uses the modules. */
  Uni<Void> giveBack(UUID jobId);

  /**
   * A use that ended.
   *
   * @param fence token for the change
   * @param last whether nobody uses the module any more
   */
  record Release(long fence, boolean last) {}
}
