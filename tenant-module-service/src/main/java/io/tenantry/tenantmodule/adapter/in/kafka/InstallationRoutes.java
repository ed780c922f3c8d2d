package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.tenant.KeptDataPurged;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.ContractViolation;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.NoteCompletion;
import io.tenantry.tenantmodule.application.job.NoteFailure;
import io.tenantry.tenantmodule.application.job.NoteProgress;
import io.tenantry.tenantmodule.application.keptdata.NotePurge;
import io.tenantry.tenantmodule.application.tenant.NoteProvisioning;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;

/** What the service does with the events of the installer. */
final class InstallationRoutes {

  private final NoteProvisioning provisioning;
  private final NoteProgress progress;
  private final NoteCompletion completion;
  private final NoteFailure failure;
  private final NotePurge purge;

  InstallationRoutes(
      NoteProvisioning provisioning,
      NoteProgress progress,
      NoteCompletion completion,
      NoteFailure failure,
      NotePurge purge) {
    this.provisioning = provisioning;
    this.progress = progress;
    this.completion = completion;
    this.failure = failure;
    this.purge = purge;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(TenantDatabaseProvisioned.class, this::onProvisioned)
        .on(TenantProvisioningFailed.class, this::onProvisioningFailed)
        .on(JobProgressed.class, this::onProgressed)
        .on(JobCompleted.class, this::onCompleted)
        .on(JobFailed.class, this::onFailed)
        .on(JobRolledBack.class, this::onRolledBack)
        .on(JobRollbackFailed.class, this::onRollbackFailed)
        .on(KeptDataPurged.class, this::onPurged);
  }

  private Uni<Void> onProvisioned(ReceivedEvent<TenantDatabaseProvisioned> event) {
    TenantDatabaseProvisioned provisioned = event.payload();
    return provisioning.onProvisioned(
        event.id(),
        EventMapper.tenantId(provisioned.getTenantId()),
        new DatabaseLocation(provisioned.getServer(), provisioned.getDatabase()),
        EventMapper.origin(event));
  }

  private Uni<Void> onProvisioningFailed(ReceivedEvent<TenantProvisioningFailed> event) {
    TenantProvisioningFailed failed = event.payload();
    return provisioning.onFailed(
        event.id(),
        EventMapper.tenantId(failed.getTenantId()),
        new ProvisioningProblem(failed.getCode(), failed.getDetail()),
        EventMapper.origin(event));
  }

  private Uni<Void> onProgressed(ReceivedEvent<JobProgressed> event) {
    return progress.on(EventMapper.progress(event.payload()));
  }

  private Uni<Void> onCompleted(ReceivedEvent<JobCompleted> event) {
    JobCompleted job = event.payload();
    return completion
        .onCompleted(
            EventMapper.sagaEvent(event, job.getTenantId(), job.getJobId()),
            EventMapper.results(job))
        .onFailure(InvalidValue.class)
        .transform(e -> new ContractViolation(e.getMessage(), e));
  }

  private Uni<Void> onPurged(ReceivedEvent<KeptDataPurged> event) {
    KeptDataPurged purged = event.payload();
    return purge.onPurged(
        event.id(),
        EventMapper.tenantId(purged.getTenantId()),
        purged.getKeptDataId(),
        EventMapper.origin(event));
  }

  private Uni<Void> onFailed(ReceivedEvent<JobFailed> event) {
    JobFailed job = event.payload();
    return failure.onFailed(
        EventMapper.sagaEvent(event, job.getTenantId(), job.getJobId()), EventMapper.problem(job));
  }

  private Uni<Void> onRolledBack(ReceivedEvent<JobRolledBack> event) {
    JobRolledBack job = event.payload();
    return failure.onRolledBack(
        EventMapper.sagaEvent(event, job.getTenantId(), job.getJobId()),
        EventMapper.steps(job.getUndone()));
  }

  private Uni<Void> onRollbackFailed(ReceivedEvent<JobRollbackFailed> event) {
    JobRollbackFailed job = event.payload();
    return failure.onRollbackFailed(
        EventMapper.sagaEvent(event, job.getTenantId(), job.getJobId()),
        EventMapper.problem(job),
        EventMapper.report(job));
  }
}
