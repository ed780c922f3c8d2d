package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks for the same thing as a failed job, in a new one: events of the old attempt can never hit
 * it, and its plan is made and reserved anew.
 */
public final class RetryJob {

  private static final String ACTION = "job.retry";

  private final JobChange change;
  private final RequestJob requestJob;
  private final JobLog log;

  public RetryJob(JobChange change, RequestJob requestJob, JobLog log) {
    this.change = change;
    this.requestJob = requestJob;
    this.log = log;
  }

  /** Takes whose jobs the caller may reach; empty when there is no such job among them. */
  public Uni<Optional<RetryOutcome>> handle(UUID id, Scope scope, Origin origin) {
    return change.of(Commit.JOB_RETRIED, id, scope, (tenant, job) -> retry(tenant, job, origin));
  }

  private Uni<RetryOutcome> retry(Tenant tenant, Job job, Origin origin) {
    if (job.state() != JobState.FAILED) {
      return log.refused(job, ACTION, origin).replaceWith(new RetryOutcome.NotRetryable(job));
    }
    return requestJob
        .request(tenant, JobCommand.again(job), origin)
        .map(outcome -> new RetryOutcome.Requested(job, outcome));
  }
}
