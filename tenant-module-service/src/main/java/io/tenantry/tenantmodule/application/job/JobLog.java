package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import java.time.Instant;

/** Stores a job that has moved: the job, its timeline, and the audit entry. */
public final class JobLog {

  private final Jobs jobs;
  private final AuditTrail audit;

  public JobLog(Jobs jobs, AuditTrail audit) {
    this.jobs = jobs;
    this.audit = audit;
  }

  Uni<Void> moved(Job job, Transition transition, Instant now, Origin origin) {
    AuditEntry entry =
        AuditEntry.of(job.tenantId(), "job.moved", job.id().toString(), outcome(job));
    return jobs.update(job, transition.path(), now).chain(() -> audit.record(entry, origin));
  }

  private static String outcome(Job job) {
    return job.problem()
        .map(problem -> job.state() + " " + problem.code())
        .orElseGet(() -> job.state().name());
  }
}
