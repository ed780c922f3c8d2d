package io.tenantry.registry.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.SettleReservation;

/** What the registry does with the events of jobs. */
final class JobRoutes {

  private final ReservePlan reservePlan;
  private final SettleReservation settleReservation;

  JobRoutes(ReservePlan reservePlan, SettleReservation settleReservation) {
    this.reservePlan = reservePlan;
    this.settleReservation = settleReservation;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(JobRequested.class, this::onJobRequested)
        .on(JobApproved.class, this::onJobApproved)
        .on(JobRejected.class, this::onJobRejected)
        .on(JobEnded.class, this::onJobEnded);
  }

  private Uni<Void> onJobRequested(ReceivedEvent<JobRequested> event) {
    return reservePlan.on(EventMapper.jobRequested(event));
  }

  private Uni<Void> onJobApproved(ReceivedEvent<JobApproved> event) {
    return settleReservation.onApproved(event.id(), event.payload().getJobId());
  }

  private Uni<Void> onJobRejected(ReceivedEvent<JobRejected> event) {
    JobRejected job = event.payload();
    return settleReservation.onFailed(event.id(), job.getJobId(), job.getTenantId());
  }

  private Uni<Void> onJobEnded(ReceivedEvent<JobEnded> event) {
    JobEnded job = event.payload();
    return job.getOutcome() == JobOutcome.SUCCEEDED
        ? settleReservation.onSucceeded(event.id(), job.getJobId(), job.getEndedAt())
        : settleReservation.onFailed(event.id(), job.getJobId(), job.getTenantId());
  }
}
