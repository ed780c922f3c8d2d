package io.tenantry.registry.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.SettleReservation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows the jobs of all tenants. */
@ApplicationScoped
class JobIntake {

  private final EventIntake intake;
  private final ReservePlan reservePlan;
  private final SettleReservation settleReservation;
  private final EventRoutes routes;

  JobIntake(EventIntake intake, ReservePlan reservePlan, SettleReservation settleReservation) {
    this.intake = intake;
    this.reservePlan = reservePlan;
    this.settleReservation = settleReservation;
    this.routes =
        new EventRoutes()
            .on(JobRequested.class, this::onJobRequested)
            .on(JobRejected.class, this::onJobRejected)
            .on(JobEnded.class, this::onJobEnded);
  }

  @Incoming("jobs")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }

  private Uni<Void> onJobRequested(ReceivedEvent<JobRequested> event) {
    return reservePlan.on(EventMapper.jobRequested(event));
  }

  private Uni<Void> onJobRejected(ReceivedEvent<JobRejected> event) {
    return settleReservation.onFailed(event.id(), event.payload().getJobId());
  }

  private Uni<Void> onJobEnded(ReceivedEvent<JobEnded> event) {
    return event.payload().getOutcome() == JobOutcome.SUCCEEDED
        ? settleReservation.onSucceeded(event.id(), event.payload().getJobId())
        : settleReservation.onFailed(event.id(), event.payload().getJobId());
  }
}
