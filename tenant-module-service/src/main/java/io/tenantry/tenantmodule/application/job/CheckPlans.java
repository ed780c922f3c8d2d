package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Asks the subscription service about plans that wait for it, while no unit of work is open; what
 * it answers is committed by another one, which looks at the job again. A check is claimed for some
 * time, so that of many replicas one asks.
 */
public final class CheckPlans {

  private final PlanChecks checks;
  private final SubscriptionService service;
  private final ApprovePlan approvePlan;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Pace pace;

  public CheckPlans(
      PlanChecks checks,
      SubscriptionService service,
      ApprovePlan approvePlan,
      UnitOfWork unitOfWork,
      Clock clock,
      Pace pace) {
    this.checks = checks;
    this.service = service;
    this.approvePlan = approvePlan;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.pace = pace;
  }

  /** One that fails keeps no other from its turn; fails at the end with what was thrown. */
  public Uni<Void> work() {
    return unitOfWork
        .run(Commit.PLAN_CHECKS_CLAIMED, Scope.PLATFORM, this::claim)
        .chain(claimed -> ask(claimed).chain(() -> goOn(claimed)));
  }

  /** Where there were as many as one may claim, there may be more. */
  private Uni<Void> goOn(List<PendingCheck> claimed) {
    return claimed.size() < pace.atATime() ? Uni.createFrom().voidItem() : work();
  }

  private Uni<List<PendingCheck>> claim() {
    Instant now = clock.instant();
    return checks
        .removeObsolete()
        .chain(() -> checks.claim(now, now.plus(pace.claim()), pace.atATime()));
  }

  private Uni<Void> ask(List<PendingCheck> claimed) {
    return claimed.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(claimed.stream().map(this::ask).toList())
            .usingConcurrencyOf(1)
            .andCollectFailures()
            .replaceWithVoid();
  }

  private Uni<Void> ask(PendingCheck check) {
    return service
        .ask(check.jobId(), check.tenantId(), check.coming())
        .chain(answer -> approvePlan.onAnswer(check, answer, clock.instant().plus(pace.pause())));
  }

  /**
   * How it asks.
   *
   * @param atATime checks that are claimed at once
   * @param claim for how long; longer than it takes to ask about all of them
   * @param pause until what is not known is asked again
   */
  public record Pace(int atATime, Duration claim, Duration pause) {}
}
