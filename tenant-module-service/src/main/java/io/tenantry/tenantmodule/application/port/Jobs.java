package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.DueJob;
import io.tenantry.tenantmodule.application.job.JobProgress;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All jobs. */
public interface Jobs {

  /** Adds a job that has gone through these states. */
  Uni<Void> add(Job job, List<JobState> path, Instant now);

  /** Finds it and keeps everybody else from changing it until the unit of work ends. */
  Uni<Optional<Job>> lock(UUID id);

  /** The tenant's jobs that have not ended, oldest first. */
  Uni<List<Job>> unfinished(TenantId tenant);

  /** Stores a job that has gone through these states; none when it only changed. */
  Uni<Void> update(Job job, List<JobState> path, Instant now);

  /** The oldest jobs, of all tenants, that have passed the deadline of their state. */
  Uni<List<DueJob>> due(Instant now, int limit);

  /**
   * Tenants with a database that are not suspended, a queued job, and none that keeps it waiting.
   */
  Uni<List<TenantId>> tenantsWithATurn(int limit);

  /** Stores progress; nothing when the job has ended or later progress is known. */
  Uni<Void> progress(JobProgress progress);
}
