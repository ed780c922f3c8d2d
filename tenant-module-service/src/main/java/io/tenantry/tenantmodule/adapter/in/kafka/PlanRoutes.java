package io.tenantry.tenantmodule.adapter.in.kafka;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.domain.job.JobProblem;

/** What the service does with the answers of the registry. */
final class PlanRoutes {

  private final ApprovePlan approvePlan;

  PlanRoutes(ApprovePlan approvePlan) {
    this.approvePlan = approvePlan;
  }

  EventRoutes routes() {
    return new EventRoutes()
        .on(PlanReserved.class, this::onPlanReserved)
        .on(PlanRejected.class, this::onPlanRejected);
  }

  private Uni<Void> onPlanReserved(ReceivedEvent<PlanReserved> event) {
    PlanReserved plan = event.payload();
    return approvePlan.onPlanReserved(
        EventMapper.sagaEvent(event, plan.getTenantId(), plan.getJobId()),
        EventMapper.plan(plan),
        EventMapper.unused(plan));
  }

  private Uni<Void> onPlanRejected(ReceivedEvent<PlanRejected> event) {
    PlanRejected rejection = event.payload();
    return approvePlan.onPlanRejected(
        EventMapper.sagaEvent(event, rejection.getTenantId(), rejection.getJobId()),
        JobProblem.refusal(rejection.getCode(), rejection.getExplanation()));
  }
}
