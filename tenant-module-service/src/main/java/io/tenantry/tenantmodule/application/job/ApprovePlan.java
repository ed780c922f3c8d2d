package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobStateMachine;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** Lets a reserved plan be carried out when the subscription and the parameters are good. */
public final class ApprovePlan {

  private final JobReaction reaction;
  private final JobChange change;
  private final JobRefusal refusal;
  private final PlanCheck check;
  private final PlanChecks checks;
  private final TenantModules modules;
  private final JobLog log;
  private final JobEvents events;
  private final ModuleFacts facts;
  private final Clock clock;

  public ApprovePlan(
      JobReaction reaction,
      JobChange change,
      JobRefusal refusal,
      PlanCheck check,
      PlanChecks checks,
      TenantModules modules,
      JobLog log,
      JobEvents events,
      ModuleFacts facts,
      Clock clock) {
    this.reaction = reaction;
    this.change = change;
    this.refusal = refusal;
    this.check = check;
    this.checks = checks;
    this.modules = modules;
    this.log = log;
    this.events = events;
    this.facts = facts;
    this.clock = clock;
  }

  /** Takes also the dependencies that the plan leaves without a need for them. */
  public Uni<Void> onPlanReserved(
      SagaEvent cause, List<PlannedModule> plan, List<ModuleName> unused) {
    PendingCheck reserved =
        new PendingCheck(cause.jobId(), cause.tenantId(), plan, unused, cause.origin());
    return reaction.to(
        cause,
        JobEvent.APPROVED,
        (tenant, job, transition) ->
            decide(new Weighed(tenant, job, transition, reserved), check::verdict, clock.instant())
                .replaceWithVoid());
  }

  /** The subscription service was asked about the plan; asks it again then if it did not know. */
  Uni<Void> onAnswer(PendingCheck pending, SubscriptionAnswer answer, Instant next) {
    return change
        .of(
            Commit.JOB_APPROVED,
            pending.jobId(),
            Scope.of(pending.tenantId()),
            (tenant, job) -> onAnswer(tenant, job, pending, answer, next).replaceWith(job))
        .replaceWithVoid();
  }

  private Uni<Void> onAnswer(
      Tenant tenant, Job job, PendingCheck pending, SubscriptionAnswer answer, Instant next) {
    return JobStateMachine.decide(job.state(), JobEvent.APPROVED) instanceof Transition moves
        ? answered(new Weighed(tenant, job, moves, pending), answer, next)
        : checks.settle(pending, answer, clock.instant());
  }

  private Uni<Void> answered(Weighed weighed, SubscriptionAnswer answer, Instant next) {
    return decide(weighed, (job, effect) -> check.verdict(job, effect, answer), next)
        .chain(
            isDecided ->
                isDecided
                    ? checks.settle(weighed.reserved(), answer, clock.instant())
                    : Uni.createFrom().voidItem());
  }

  /** No plan was found. */
  public Uni<Void> onPlanRejected(SagaEvent cause, JobProblem reason) {
    return reaction.to(
        cause,
        JobEvent.REFUSED,
        (tenant, job, transition) -> refusal.refuse(tenant, job, reason, cause.origin()));
  }

  /** Answers whether it is decided; if not, the subscription service is asked then. */
  private Uni<Boolean> decide(
      Weighed weighed, BiFunction<Job, JobEffect, Uni<PlanVerdict>> weighing, Instant next) {
    PendingCheck reserved = weighed.reserved();
    Origin origin = reserved.origin();
    Job approved = weighed.job().approved(weighed.moves(), reserved.plan(), reserved.unused());
    return modules
        .of(reserved.tenantId())
        .map(installed -> new JobEffect(weighed.job(), installed))
        .chain(
            effect ->
                weighing
                    .apply(approved, effect)
                    .chain(
                        verdict ->
                            verdict.fold(
                                () -> decided(approve(approved, weighed.moves(), effect, origin)),
                                problem -> decided(refuse(weighed, problem)),
                                reason -> checks.save(reserved, reason, next).replaceWith(false))));
  }

  private Uni<Void> refuse(Weighed weighed, JobProblem reason) {
    return refusal.refuse(weighed.tenant(), weighed.job(), reason, weighed.reserved().origin());
  }

  private static Uni<Boolean> decided(Uni<Void> work) {
    return work.replaceWith(true);
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

  /** A job whose plan is looked at. */
  private record Weighed(Tenant tenant, Job job, Transition moves, PendingCheck reserved) {}
}
