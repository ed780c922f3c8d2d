package io.tenantry.installer.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.port.Workforce;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes tenants and approved jobs, and acknowledges them as soon as they are written down. */
@ApplicationScoped
class JobIntake {

  private final EventIntake intake;
  private final TakeTenant takeTenant;
  private final TakeJob takeJob;
  private final Workforce workforce;
  private final EventRoutes routes;

  JobIntake(EventIntake intake, TakeTenant takeTenant, TakeJob takeJob, Workforce workforce) {
    this.intake = intake;
    this.takeTenant = takeTenant;
    this.takeJob = takeJob;
    this.workforce = workforce;
    this.routes =
        new EventRoutes()
            .on(TenantRegistered.class, this::onTenantRegistered)
            .on(JobApproved.class, this::onJobApproved);
  }

  @Incoming("jobs")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes).invoke(workforce::wake);
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
}
