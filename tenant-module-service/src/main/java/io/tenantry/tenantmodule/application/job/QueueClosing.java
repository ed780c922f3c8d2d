package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.List;

/**
 * Ends the queue of a tenant that is suspended or will have no database: its jobs would wait for
 * nothing.
 */
public final class QueueClosing {

  private final Jobs jobs;
  private final JobRefusal refusal;

  public QueueClosing(Jobs jobs, JobRefusal refusal) {
    this.jobs = jobs;
    this.refusal = refusal;
  }

  /** Within the current unit of work, with the tenant locked. */
  public Uni<Void> close(Tenant tenant, Origin origin) {
    JobProblem reason = reason(tenant);
    return jobs.unfinished(tenant.id()).chain(queue -> withdraw(queue, reason, origin));
  }

  private Uni<Void> withdraw(List<Job> queue, JobProblem reason, Origin origin) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (Job job : queue) {
      if (job.state() == JobState.PENDING) {
        work = work.chain(() -> refusal.withdraw(job, reason, origin).replaceWithVoid());
      }
    }
    return work;
  }

  private static JobProblem reason(Tenant tenant) {
    return tenant.suspension().map(QueueClosing::suspended).orElseGet(() -> notProvisioned(tenant));
  }

  private static JobProblem suspended(Suspension suspension) {
    return JobProblem.refusal(
        "tenant-suspended", "The tenant is suspended: " + suspension.reason());
  }

  private static JobProblem notProvisioned(Tenant tenant) {
    String why = tenant.problem().map(ProvisioningProblem::detail).orElse("Nobody said why.");
    return JobProblem.refusal(
        "tenant-not-provisioned", "The tenant's database could not be made. " + why);
  }
}
