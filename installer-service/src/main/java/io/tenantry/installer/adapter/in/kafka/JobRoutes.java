package io.tenantry.installer.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobResolved;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.installer.application.job.InterveneInJob;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.kept.TakePurge;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;

/** What the installer does with tenants, approved jobs and decisions about them. */
final class JobRoutes {

  private final TakeTenant takeTenant;
  private final TakeJob takeJob;
  private final InterveneInJob interveneInJob;
  private final TakePurge takePurge;

  JobRoutes(
      TakeTenant takeTenant, TakeJob takeJob, InterveneInJob interveneInJob, TakePurge takePurge) {
    this.takeTenant = takeTenant;
    this.takeJob = takeJob;
    this.interveneInJob = interveneInJob;
    this.takePurge = takePurge;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(TenantRegistered.class, this::onTenantRegistered)
        .on(JobApproved.class, this::onJobApproved)
        .on(JobStopRequested.class, this::onJobStopRequested)
        .on(JobUndoRequested.class, this::onJobUndoRequested)
        .on(JobResolved.class, this::onJobResolved)
        .on(KeptDataPurgeRequested.class, this::onPurgeRequested);
  }

  private Uni<Void> onTenantRegistered(ReceivedEvent<TenantRegistered> event) {
    TenantRegistered tenant = event.payload();
    return tenant.getIsolation() == Isolation.DATABASE
        ? takeTenant.onRegistered(event.id(), tenant.getTenantId(), EventMapper.origin(event))
        : takeTenant.onRegisteredOtherwise(
            event.id(),
            tenant.getTenantId(),
            tenant.getIsolation().name(),
            EventMapper.origin(event));
  }

  private Uni<Void> onJobApproved(ReceivedEvent<JobApproved> event) {
    return takeJob.onApproved(
        event.id(), EventMapper.job(event.payload()), EventMapper.origin(event));
  }

  private Uni<Void> onJobStopRequested(ReceivedEvent<JobStopRequested> event) {
    JobStopRequested request = event.payload();
    return interveneInJob.onStopRequested(
        event.id(),
        new JobRef(request.getJobId(), request.getTenantId()),
        EventMapper.stop(request),
        EventMapper.origin(event));
  }

  private Uni<Void> onJobUndoRequested(ReceivedEvent<JobUndoRequested> event) {
    JobUndoRequested request = event.payload();
    return interveneInJob.onUndoRequested(
        event.id(),
        new JobRef(request.getJobId(), request.getTenantId()),
        EventMapper.origin(event));
  }

  private Uni<Void> onPurgeRequested(ReceivedEvent<KeptDataPurgeRequested> event) {
    return takePurge.onRequested(
        event.id(), EventMapper.order(event.payload()), EventMapper.origin(event));
  }

  private Uni<Void> onJobResolved(ReceivedEvent<JobResolved> event) {
    JobResolved resolved = event.payload();
    return interveneInJob.onResolved(
        event.id(),
        new JobRef(resolved.getJobId(), resolved.getTenantId()),
        EventMapper.origin(event));
  }
}
