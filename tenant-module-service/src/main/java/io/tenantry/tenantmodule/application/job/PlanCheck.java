package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.ParameterSchemas;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what keeps a plan from being carried out. */
public final class PlanCheck {

  private final Subscriptions subscriptions;
  private final ParameterSchemas schemas;

  public PlanCheck(Subscriptions subscriptions, ParameterSchemas schemas) {
    this.subscriptions = subscriptions;
    this.schemas = schemas;
  }

  /** Empty when nothing does. */
  Uni<Optional<JobProblem>> problem(TenantId tenant, List<PlannedModule> plan, JobEffect effect) {
    return removal(plan)
        .or(() -> violation(plan, effect))
        .map(found -> Uni.createFrom().item(Optional.of(found)))
        .orElseGet(() -> refusal(tenant, plan));
  }

  /**
   * What replaces another module, or gets along without it, removes it; nobody can do that so far.
   */
  private static Optional<JobProblem> removal(List<PlannedModule> plan) {
    String removed =
        plan.stream()
            .filter(planned -> planned.action() == PlanAction.REMOVE)
            .map(planned -> planned.module() + " " + planned.version())
            .collect(Collectors.joining(", "));
    return removed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            JobProblem.refusal(
                "removal-not-supported",
                "It would remove what cannot be removed so far: " + removed + "."));
  }

  private Optional<JobProblem> violation(List<PlannedModule> plan, JobEffect effect) {
    String violations =
        plan.stream()
            .flatMap(planned -> violations(planned, effect))
            .collect(Collectors.joining(" "));
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(JobProblem.refusal("parameters-invalid", violations));
  }

  private Stream<String> violations(PlannedModule planned, JobEffect effect) {
    return planned.parametersSchema().stream()
        .flatMap(schema -> schemas.violations(schema, effect.parametersOf(planned)).stream())
        .map(violation -> planned.module() + ": " + violation);
  }

  private Uni<Optional<JobProblem>> refusal(TenantId tenant, List<PlannedModule> plan) {
    return subscriptions
        .refusal(tenant, plan)
        .map(no -> no.map(detail -> JobProblem.refusal("subscription-refused", detail)));
  }
}
