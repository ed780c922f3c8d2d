package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.job.CancelJob;
import io.tenantry.tenantmodule.application.job.FailureNews;
import io.tenantry.tenantmodule.application.job.JobChange;
import io.tenantry.tenantmodule.application.job.JobDeadlines;
import io.tenantry.tenantmodule.application.job.JobLog;
import io.tenantry.tenantmodule.application.job.JobQueue;
import io.tenantry.tenantmodule.application.job.JobRefusal;
import io.tenantry.tenantmodule.application.job.JobStop;
import io.tenantry.tenantmodule.application.job.QueueClosing;
import io.tenantry.tenantmodule.application.job.RequestJob;
import io.tenantry.tenantmodule.application.job.ResolveJob;
import io.tenantry.tenantmodule.application.job.RetryJob;
import io.tenantry.tenantmodule.application.job.SweepJobs;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases together in which people, or the time, decide about a job. */
final class DecisionUseCases {

  private static final int JOBS_PER_SWEEP = 200;

  @Produces
  @Singleton
  JobChange jobChange(Tenants tenants, Jobs jobs, UnitOfWork unitOfWork) {
    return new JobChange(tenants, jobs, unitOfWork);
  }

  @Produces
  @Singleton
  JobStop jobStop(JobLog log, JobEvents events, Clock clock) {
    return new JobStop(log, events, clock);
  }

  @Produces
  @Singleton
  ResolveJob resolveJob(
      JobChange change,
      JobLog log,
      JobEvents events,
      FailureNews news,
      Clock clock,
      TenantModuleSettings settings) {
    return new ResolveJob(change, log, events, news, clock, settings.undoTime());
  }

  @Produces
  @Singleton
  RetryJob retryJob(JobChange change, RequestJob requestJob, JobLog log) {
    return new RetryJob(change, requestJob, log);
  }

  @Produces
  @Singleton
  JobDeadlines jobDeadlines(
      JobChange change, JobRefusal refusal, JobStop stop, JobLog log, Clock clock) {
    return new JobDeadlines(change, refusal, stop, log, clock);
  }

  @Produces
  @Singleton
  SweepJobs sweepJobs(
      Tenants tenants,
      Jobs jobs,
      JobDeadlines deadlines,
      JobQueue queue,
      QueueClosing closing,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new SweepJobs(
        tenants, jobs, deadlines, queue, closing, unitOfWork, clock, JOBS_PER_SWEEP);
  }

  @Produces
  @Singleton
  CancelJob cancelJob(JobChange change, JobRefusal refusal, JobStop stop, JobLog log) {
    return new CancelJob(change, refusal, stop, log);
  }
}
