package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Follows what the registry answers. */
@ApplicationScoped
class PlanIntake {

  private final EventIntake intake;
  private final ApprovePlan approvePlan;
  private final EventRoutes routes;

  PlanIntake(EventIntake intake, ApprovePlan approvePlan) {
    this.intake = intake;
    this.approvePlan = approvePlan;
    this.routes =
        new EventRoutes()
            .on(PlanReserved.class, this::onPlanReserved)
            .on(PlanRejected.class, this::onPlanRejected);
  }

  @Incoming("plans")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }

  private Uni<Void> onPlanReserved(ReceivedEvent<PlanReserved> event) {
    PlanReserved plan = event.payload();
    return approvePlan.onPlanReserved(
        EventMapper.sagaEvent(event, plan.getTenantId(), plan.getJobId()), EventMapper.plan(plan));
  }

  private Uni<Void> onPlanRejected(ReceivedEvent<PlanRejected> event) {
    PlanRejected rejection = event.payload();
    return approvePlan.onPlanRejected(
        EventMapper.sagaEvent(event, rejection.getTenantId(), rejection.getJobId()),
        JobProblem.refusal(rejection.getCode(), rejection.getExplanation()));
  }
}
