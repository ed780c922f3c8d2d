package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ParameterSchemas;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a reserved plan be carried out when the subscription and the parameters are good. */
public final class ApprovePlan {

  private static final String NO_PARAMETERS = "{}";

  private final JobReaction reaction;
  private final JobRefusal refusal;
  private final Subscriptions subscriptions;
  private final ParameterSchemas schemas;
  private final JobLog log;
  private final JobEvents events;
  private final Clock clock;

  public ApprovePlan(
      JobReaction reaction,
      JobRefusal refusal,
      Subscriptions subscriptions,
      ParameterSchemas schemas,
      JobLog log,
      JobEvents events,
      Clock clock) {
    this.reaction = reaction;
    this.refusal = refusal;
    this.subscriptions = subscriptions;
    this.schemas = schemas;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  public Uni<Void> onPlanReserved(SagaEvent cause, List<PlannedModule> plan) {
    return reaction.to(
        cause,
        JobEvent.APPROVED,
        (tenant, job, transition) ->
            problem(job, plan)
                .chain(
                    problem ->
                        problem
                            .map(reason -> refusal.refuse(tenant, job, reason, cause.origin()))
                            .orElseGet(() -> approve(job, transition, plan, cause.origin()))));
  }

  /** No plan was found. */
  public Uni<Void> onPlanRejected(SagaEvent cause, JobProblem reason) {
    return reaction.to(
        cause,
        JobEvent.REFUSED,
        (tenant, job, transition) -> refusal.refuse(tenant, job, reason, cause.origin()));
  }

  private Uni<Void> approve(
      Job job, Transition transition, List<PlannedModule> plan, Origin origin) {
    Instant now = clock.instant();
    Job approved = job.approved(transition, plan);
    return log.moved(approved, transition, now, origin)
        .chain(() -> events.approved(approved, now, origin));
  }

  private Uni<Optional<JobProblem>> problem(Job job, List<PlannedModule> plan) {
    List<String> violations = violations(job, plan);
    if (!violations.isEmpty()) {
      String detail = String.join(" ", violations);
      return Uni.createFrom().item(Optional.of(JobProblem.refusal("parameters-invalid", detail)));
    }
    return subscriptions
        .refusal(job.tenantId(), plan)
        .map(no -> no.map(detail -> JobProblem.refusal("subscription-refused", detail)));
  }

  private List<String> violations(Job job, List<PlannedModule> plan) {
    List<String> violations = new ArrayList<>();
    for (PlannedModule planned : plan) {
      boolean requested = planned.module().equals(job.module());
      String parameters = requested ? job.parameters() : NO_PARAMETERS;
      planned
          .parametersSchema()
          .map(schema -> schemas.violations(schema, parameters))
          .orElse(List.of())
          .forEach(violation -> violations.add(planned.module() + ": " + violation));
    }
    return violations;
  }
}
