package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends a job that has not begun, or asks a running one to stop. What is being undone, or is over,
 * cannot be cancelled any more.
 */
public final class CancelJob {

  private static final String ACTION = "job.cancel";

  private final JobChange change;
  private final JobRefusal refusal;
  private final JobStop stop;
  private final JobLog log;

  public CancelJob(JobChange change, JobRefusal refusal, JobStop stop, JobLog log) {
    this.change = change;
    this.refusal = refusal;
    this.stop = stop;
    this.log = log;
  }

  /**
   * Takes whose jobs the caller may reach. The job that waits behind this one begins with the next
   * sweep, because a request has a budget of statements.
   */
  public Uni<Optional<ChangeOutcome>> handle(UUID id, Scope scope, Origin origin) {
    return change.of(Commit.JOB_CANCELLED, id, scope, (tenant, job) -> cancel(tenant, job, origin));
  }

  private Uni<ChangeOutcome> cancel(Tenant tenant, Job job, Origin origin) {
    return switch (job.state()) {
      case PENDING ->
          refusal.withdraw(job, StopReason.CANCEL.problem(), origin).map(CancelJob::accepted);
      case VALIDATING ->
          refusal.end(job, StopReason.CANCEL.problem(), origin).map(CancelJob::accepted);
      case RUNNING -> stop.request(job, StopReason.CANCEL, origin).map(CancelJob::accepted);
      case ROLLING_BACK, MANUAL_INTERVENTION, SUCCEEDED, FAILED ->
          log.refused(job, ACTION, origin).replaceWith(new ChangeOutcome.NotInThisState(job));
    };
  }

  private static ChangeOutcome accepted(Job job) {
    return new ChangeOutcome.Accepted(job);
  }
}
