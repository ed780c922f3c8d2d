package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import java.time.Instant;
import java.util.List;

/** What the saga is told about jobs; each becomes part of the current unit of work. */
public interface JobEvents {

  Uni<Void> requested(Job job, List<InstalledModule> installed, Instant now, Origin origin);

  /** The installer may begin. */
  Uni<Void> approved(Job job, JobEffect effect, Instant now, Origin origin);

  /** The job ends before the installer heard of it. */
  Uni<Void> rejected(Job job, Instant now, Origin origin);

  /** The job that the installer worked on is over. */
  Uni<Void> ended(Job job, Instant now, Origin origin);

  /** The job should stop; said once. */
  Uni<Void> stopRequested(Job job, Instant now, Origin origin);

  /** An operator asks for the undo again. */
  Uni<Void> undoRequested(Job job, Instant now, Origin origin);

  /** An operator has cleaned up, and the job is over. */
  Uni<Void> resolved(Job job, String note, Instant now, Origin origin);
}
