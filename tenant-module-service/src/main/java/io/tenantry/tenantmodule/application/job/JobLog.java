package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.time.Instant;
import java.util.List;

/** Stores a job that has changed: the job, its timeline, and the audit entry. */
public final class JobLog {

  private final Jobs jobs;
  private final AuditTrail audit;

  public JobLog(Jobs jobs, AuditTrail audit) {
    this.jobs = jobs;
    this.audit = audit;
  }

  Uni<Void> moved(Job job, Transition transition, Instant now, Origin origin) {
    return store(job, transition.path(), entry(job, "job.moved", outcome(job)), now, origin);
  }

  /** Somebody decided that it moves, and how. */
  Uni<Void> decided(
      Job job, Transition transition, String action, String decision, Instant now, Origin origin) {
    return store(job, transition.path(), entry(job, action, decision), now, origin);
  }

  /** It changed and did not move. */
  Uni<Void> noted(Job job, String action, String outcome, Instant now, Origin origin) {
    return store(job, List.of(), entry(job, action, outcome), now, origin);
  }

  /** Somebody wanted what its state does not allow. */
  Uni<Void> refused(Job job, String action, Origin origin) {
    return audit.record(entry(job, action, "REFUSED " + job.state()), origin);
  }

  private Uni<Void> store(
      Job job, List<JobState> path, AuditEntry entry, Instant now, Origin origin) {
    return jobs.update(job, path, now).chain(() -> audit.record(entry, origin));
  }

  private static AuditEntry entry(Job job, String action, String outcome) {
    return AuditEntry.of(job.tenantId(), action, job.id().toString(), outcome);
  }

  private static String outcome(Job job) {
    return job.problem()
        .map(problem -> job.state() + " " + problem.code())
        .orElseGet(() -> job.state().name());
  }
}
