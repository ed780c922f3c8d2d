package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.application.job.FailureNews;
import io.tenantry.tenantmodule.application.job.FindJobs;
import io.tenantry.tenantmodule.application.job.FollowJobs;
import io.tenantry.tenantmodule.application.job.JobChange;
import io.tenantry.tenantmodule.application.job.JobLog;
import io.tenantry.tenantmodule.application.job.JobQueue;
import io.tenantry.tenantmodule.application.job.JobReaction;
import io.tenantry.tenantmodule.application.job.JobRefusal;
import io.tenantry.tenantmodule.application.job.LeftData;
import io.tenantry.tenantmodule.application.job.NoteCompletion;
import io.tenantry.tenantmodule.application.job.NoteFailure;
import io.tenantry.tenantmodule.application.job.NoteProgress;
import io.tenantry.tenantmodule.application.job.PlanCheck;
import io.tenantry.tenantmodule.application.job.QueueClosing;
import io.tenantry.tenantmodule.application.job.RequestJob;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.JobTimelines;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.ParameterSchemas;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.port.RangeNotation;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.port.VersionOrder;
import io.tenantry.tenantmodule.application.tenant.NoteProvisioning;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Puts the use cases of jobs together; they know nothing of the container. */
final class JobUseCases {

  @Produces
  @Singleton
  JobQueue jobQueue(
      Jobs jobs,
      TenantModules modules,
      JobEvents events,
      AuditTrail audit,
      Clock clock,
      TenantModuleSettings settings) {
    return new JobQueue(jobs, modules, events, audit, clock, settings.runTime());
  }

  @Produces
  @Singleton
  JobReaction jobReaction(
      Tenants tenants, Jobs jobs, IgnoredEvents ignoredEvents, UnitOfWork unitOfWork) {
    return new JobReaction(tenants, jobs, ignoredEvents, unitOfWork);
  }

  @Produces
  @Singleton
  JobLog jobLog(Jobs jobs, AuditTrail audit) {
    return new JobLog(jobs, audit);
  }

  @Produces
  @Singleton
  JobRefusal jobRefusal(
      JobLog log, JobQueue queue, JobEvents events, FailureNews news, Clock clock) {
    return new JobRefusal(log, queue, events, news, clock);
  }

  @Produces
  @Singleton
  FailureNews failureNews(TenantModules modules, ModuleFacts facts) {
    return new FailureNews(modules, facts);
  }

  @Produces
  @Singleton
  QueueClosing queueClosing(Jobs jobs, JobRefusal refusal) {
    return new QueueClosing(jobs, refusal);
  }

  @Produces
  @Singleton
  RequestJob requestJob(
      Tenants tenants,
      Jobs jobs,
      TenantModules modules,
      KeptDataStore keptData,
      JobQueue queue,
      JobEvents events,
      AuditTrail audit,
      RangeNotation ranges,
      UnitOfWork unitOfWork,
      Clock clock,
      TenantModuleSettings settings) {
    return new RequestJob(
        tenants,
        jobs,
        modules,
        keptData,
        queue,
        events,
        audit,
        ranges,
        unitOfWork,
        clock,
        UUID::randomUUID,
        settings.queueTime());
  }

  @Produces
  @Singleton
  PlanCheck planCheck(Subscriptions subscriptions, ParameterSchemas schemas, VersionOrder order) {
    return new PlanCheck(subscriptions, schemas, order);
  }

  @Produces
  @Singleton
  ApprovePlan approvePlan(
      JobReaction reaction,
      JobChange change,
      JobRefusal refusal,
      PlanCheck check,
      PlanChecks checks,
      TenantModules modules,
      JobLog log,
      JobEvents events,
      ModuleFacts facts,
      Clock clock) {
    return new ApprovePlan(
        reaction, change, refusal, check, checks, modules, log, events, facts, clock);
  }

  @Produces
  @Singleton
  NoteCompletion noteCompletion(
      JobReaction reaction,
      TenantModules modules,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      ModuleFacts facts,
      LeftData leftData,
      Clock clock) {
    return new NoteCompletion(reaction, modules, log, queue, events, facts, leftData, clock);
  }

  @Produces
  @Singleton
  NoteFailure noteFailure(
      JobReaction reaction,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      FailureNews news,
      Clock clock,
      TenantModuleSettings settings) {
    return new NoteFailure(reaction, log, queue, events, news, clock, settings.undoTime());
  }

  @Produces
  @Singleton
  NoteProgress noteProgress(Jobs jobs, UnitOfWork unitOfWork) {
    return new NoteProgress(jobs, unitOfWork);
  }

  @Produces
  @Singleton
  NoteProvisioning noteProvisioning(
      Tenants tenants,
      JobQueue queue,
      QueueClosing closing,
      AuditTrail audit,
      UnitOfWork unitOfWork) {
    return new NoteProvisioning(tenants, queue, closing, audit, unitOfWork);
  }

  @Produces
  @Singleton
  FollowJobs followJobs(
      JobTimelines timelines, UnitOfWork unitOfWork, Clock clock, JobEventSettings settings) {
    return new FollowJobs(
        timelines, unitOfWork, clock, settings.heartbeat(), settings.maxStreams());
  }

  @Produces
  @Singleton
  FindJobs findJobs(JobViews views, UnitOfWork unitOfWork) {
    return new FindJobs(views, unitOfWork);
  }
}
