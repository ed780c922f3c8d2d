package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.job.CancelJob;
import io.tenantry.tenantmodule.application.job.JobChange;
import io.tenantry.tenantmodule.application.job.JobLog;
import io.tenantry.tenantmodule.application.job.JobRefusal;
import io.tenantry.tenantmodule.application.job.JobStop;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases together in which people, or the time, decide about a job. */
final class DecisionUseCases {

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
  CancelJob cancelJob(JobChange change, JobRefusal refusal, JobStop stop, JobLog log) {
    return new CancelJob(change, refusal, stop, log);
  }
}
