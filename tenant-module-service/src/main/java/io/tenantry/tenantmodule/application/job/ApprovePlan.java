package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Lets a reserved plan be carried out when the subscription and the parameters are good. */
public final class ApprovePlan {

  private final JobReaction reaction;
  private final JobRefusal refusal;
  private final PlanCheck check;
  private final TenantModules modules;
  private final JobLog log;
  private final JobEvents events;
  private final ModuleFacts facts;
  private final Clock clock;

  public ApprovePlan(
      JobReaction reaction,
      JobRefusal refusal,
      PlanCheck check,
      TenantModules modules,
      JobLog log,
      JobEvents events,
      ModuleFacts facts,
      Clock clock) {
    this.reaction = reaction;
    this.refusal = refusal;
    this.check = check;
    this.modules = modules;
    this.log = log;
    this.events = events;
    this.facts = facts;
    this.clock = clock;
  }

  /** Takes also the dependencies that the plan leaves without a need for them. */
  public Uni<Void> onPlanReserved(
      SagaEvent cause, List<PlannedModule> plan, List<ModuleName> unused) {
    return reaction.to(
        cause,
        JobEvent.APPROVED,
        (tenant, job, transition) ->
            modules
                .of(tenant.id())
                .map(installed -> new JobEffect(job, installed))
                .chain(
                    effect ->
                        decide(
                            tenant,
                            job,
                            job.approved(transition, plan, unused),
                            transition,
                            effect,
                            cause.origin())));
  }

  /** No plan was found. */
  public Uni<Void> onPlanRejected(SagaEvent cause, JobProblem reason) {
    return reaction.to(
        cause,
        JobEvent.REFUSED,
        (tenant, job, transition) -> refusal.refuse(tenant, job, reason, cause.origin()));
  }

  private Uni<Void> decide(
      Tenant tenant,
      Job job,
      Job approved,
      Transition transition,
      JobEffect effect,
      Origin origin) {
    return check
        .problem(approved, effect)
        .chain(
            problem ->
                problem
                    .map(reason -> refusal.refuse(tenant, job, reason, origin))
                    .orElseGet(() -> approve(approved, transition, effect, origin)));
  }

  private Uni<Void> approve(Job approved, Transition transition, JobEffect effect, Origin origin) {
    Instant now = clock.instant();
    return log.moved(approved, transition, now, origin)
        .chain(() -> announce(approved, effect, now, origin))
        .chain(() -> events.approved(approved, effect, now, origin));
  }

  /** Whoever works with the data of a module that goes is told to stop before anything is done. */
  private Uni<Void> announce(Job approved, JobEffect effect, Instant now, Origin origin) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (PlannedModule planned : approved.plan()) {
      if (planned.isRemoval()) {
        InstalledModule leaving = effect.before(planned).orElseThrow();
        work = work.chain(() -> facts.deactivating(leaving, approved, now, origin));
      }
    }
    return work;
  }
}
