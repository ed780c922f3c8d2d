package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What nobody else does: jobs that have passed a deadline move on, queued jobs begin that nothing
 * keeps waiting, and those of suspended tenants fail. Each change is a unit of work that looks
 * again, with the tenant locked, so any number of replicas may sweep at the same time.
 */
public final class SweepJobs {

  private static final Origin SWEEP =
      new Origin("tenant-module-service", "sweep", Optional.empty(), Optional.empty());

  private final Tenants tenants;
  private final Jobs jobs;
  private final JobDeadlines deadlines;
  private final JobQueue queue;
  private final QueueClosing closing;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final int limit;

  /** Takes how many of each kind a sweep looks at; the next one takes the others. */
  public SweepJobs(
      Tenants tenants,
      Jobs jobs,
      JobDeadlines deadlines,
      JobQueue queue,
      QueueClosing closing,
      UnitOfWork unitOfWork,
      Clock clock,
      int limit) {
    this.tenants = tenants;
    this.jobs = jobs;
    this.deadlines = deadlines;
    this.queue = queue;
    this.closing = closing;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.limit = limit;
  }

  /** One that fails keeps no other from its turn; fails at the end with what was thrown. */
  public Uni<Void> sweep() {
    return each(List.of(enforceDeadlines(), closeQueues(), emptyQueues()));
  }

  private Uni<Void> enforceDeadlines() {
    return unitOfWork
        .look(Scope.PLATFORM, () -> jobs.due(clock.instant(), limit))
        .chain(due -> each(due.stream().map(this::moveOn).toList()));
  }

  private Uni<Void> emptyQueues() {
    return unitOfWork
        .look(Scope.PLATFORM, () -> jobs.tenantsWithATurn(limit))
        .chain(free -> each(free.stream().map(this::advance).toList()));
  }

  private Uni<Void> closeQueues() {
    return unitOfWork
        .look(Scope.PLATFORM, () -> tenants.suspendedWithAQueue(limit))
        .chain(suspended -> each(suspended.stream().map(this::close).toList()));
  }

  private Uni<Void> moveOn(DueJob due) {
    return deadlines.enforce(due, SWEEP);
  }

  private Uni<Void> advance(TenantId id) {
    return withTenant(Commit.QUEUE_ADVANCED, id, tenant -> queue.advance(tenant, SWEEP));
  }

  private Uni<Void> close(TenantId id) {
    return withTenant(
        Commit.QUEUE_CLOSED,
        id,
        tenant ->
            tenant.isSuspended() ? closing.close(tenant, SWEEP) : Uni.createFrom().voidItem());
  }

  private Uni<Void> withTenant(Commit name, TenantId id, Function<Tenant, Uni<Void>> work) {
    return unitOfWork.run(
        name,
        Scope.of(id),
        () ->
            tenants
                .lock(id)
                .chain(found -> found.map(work).orElseGet(() -> Uni.createFrom().voidItem())));
  }

  private static Uni<Void> each(List<Uni<Void>> work) {
    return work.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(work).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
  }
}
