package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.PendingCheck;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans that wait for the subscription service, in memory. */
final class InMemoryPlanChecks implements PlanChecks {

  private final Map<UUID, Waiting> waiting = new HashMap<>();
  private final Map<String, Instant> allowed = new HashMap<>();
  private final InMemoryTransactions transactions;
  private final Map<UUID, Job> jobs;

  InMemoryPlanChecks(InMemoryTransactions transactions, Map<UUID, Job> jobs) {
    this.transactions = transactions;
    this.jobs = jobs;
    transactions.include(() -> Snapshot.of(waiting));
    transactions.include(() -> Snapshot.of(allowed));
  }

  /** What each job waits for. */
  Map<UUID, String> reasons() {
    Map<UUID, String> reasons = new HashMap<>();
    waiting.forEach((job, one) -> reasons.put(job, one.reason()));
    return reasons;
  }

  @Override
  public Uni<Void> save(PendingCheck check, String reason, Instant next) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(check.tenantId());
              waiting.put(check.jobId(), new Waiting(check, reason, next));
            });
  }

  @Override
  public Uni<List<PendingCheck>> claim(Instant now, Instant until, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              List<Waiting> due =
                  waiting.values().stream()
                      .filter(one -> !one.next().isAfter(now))
                      .limit(limit)
                      .toList();
              due.forEach(
                  one ->
                      waiting.put(
                          one.check().jobId(), new Waiting(one.check(), one.reason(), until)));
              return due.stream().map(Waiting::check).toList();
            });
  }

  @Override
  public Uni<Void> settle(PendingCheck check, SubscriptionAnswer answer, Instant now) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(check.tenantId());
              waiting.remove(check.jobId());
              if (answer instanceof SubscriptionAnswer.Allowed) {
                check.coming().forEach(one -> allowed.put(key(check.tenantId(), one), now));
              }
              if (answer instanceof SubscriptionAnswer.Refused) {
                check.coming().forEach(one -> allowed.remove(key(check.tenantId(), one)));
              }
            });
  }

  @Override
  public Uni<Boolean> wereAllowed(TenantId tenant, List<PlannedModule> plan, Instant since) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant);
              return plan.stream()
                  .map(one -> allowed.getOrDefault(key(tenant, one), Instant.MIN))
                  .noneMatch(time -> time.isBefore(since));
            });
  }

  private static String key(TenantId tenant, PlannedModule planned) {
    return tenant + "/" + planned.module() + "/" + planned.requiredFeatures();
  }

  @Override
  public Uni<Void> removeObsolete() {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.platform();
              waiting.keySet().removeIf(job -> jobs.get(job).state() != JobState.VALIDATING);
            });
  }

  private record Waiting(PendingCheck check, String reason, Instant next) {}
}
