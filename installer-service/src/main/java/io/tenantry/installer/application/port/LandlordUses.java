package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which tenants use a module's part of the landlord database, and who may change that part. */
public interface LandlordUses {

  /**
   * Notes that the tenant will use the module in that version, and takes the right to change its
   * part. The version that it used before is remembered.
   *
   * @return the fencing token for the change; empty while another living task has the right, or
   *     when the task is not the worker's any more
   */
  Uni<Optional<Long>> use(Claim claim, PlanItem item);

  /** Gives the right to change the module's part to others. */
  Uni<Void> handOver(Claim claim, ModuleName module);

  /**
   * Forgets that the tenant uses the module because of this job, and takes the right to change its
   * part; it uses the version again that it used before.
   *
   * @return empty while another living task has the right, or when the task is not the worker's any
   *     more
   */
  Uni<Optional<Release>> release(Claim claim, ModuleName module);

  /**
   * Forgets the use that goes with kept data, unless the tenant uses the module anew, and takes the
   * right to change its part.
   *
   * @return empty while another living task has the right, or when the task is not the worker's any
   *     more
   */
  Uni<Optional<Release>> leave(Claim claim, PurgeOrder order);

  /**
   * The versions that are in use without the job, each as some job installed it: those of other
   * tenants, and the one that the tenant used before.
   */
  Uni<List<PlanItem>> usedWithout(Claim claim, ModuleName module);

  /**
   * Forgets every use and every right of the job, whoever else uses the modules; what the tenant
   * used before, it uses again.
   */
  Uni<Void> giveBack(UUID jobId);

  /**
   * A use that ended.
   *
   * @param fence token for the change
   * @param inUse versions that tenants use now, each as some job installed it
   */
  record Release(long fence, List<PlanItem> inUse) {

    public Release {
      inUse = List.copyOf(inUse);
    }

    /** Whether nobody uses the module any more. */
    public boolean last() {
      return inUse.isEmpty();
    }
  }
}
