package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Tenants in memory. */
final class InMemoryTenants implements Tenants, TenantViews {

  private final InMemoryTransactions transactions;
  private final Map<String, Tenant> tenants = new TreeMap<>();

  private final Map<UUID, Job> jobs;
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  InMemoryTenants(InMemoryTransactions transactions, Map<UUID, Job> jobs) {
    this.transactions = transactions;
    this.jobs = jobs;
    transactions.include(() -> Snapshot.of(tenants));
  }

  void has(Tenant tenant) {
    tenants.put(tenant.id().value(), tenant);
  }

  /** Does it when the next look for queues to close has ended. */
  void afterTheNextLook(Runnable work) {
    meanwhile.set(work);
  }

  Tenant get(TenantId id) {
    return tenants.get(id.value());
  }

  @Override
  public Uni<Boolean> add(Tenant tenant) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant.id());
              transactions.lock(tenant.id());
              return tenants.putIfAbsent(tenant.id().value(), tenant) == null;
            });
  }

  @Override
  public Uni<Optional<Tenant>> lock(TenantId id) {
    return tenant(id).invoke(() -> transactions.lock(id));
  }

  @Override
  public Uni<Optional<Tenant>> lockOwnerOf(UUID job) {
    return Uni.createFrom()
        .item(
            () ->
                Optional.ofNullable(jobs.get(job))
                    .map(Job::tenantId)
                    .filter(transactions::sees)
                    .map(this::get))
        .invoke(found -> found.ifPresent(tenant -> transactions.lock(tenant.id())));
  }

  @Override
  public Uni<Void> update(Tenant tenant) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(tenant.id());
              has(tenant);
            });
  }

  @Override
  public Uni<List<TenantId>> suspendedWithAQueue(int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              return jobs.values().stream()
                  .filter(job -> job.state() == JobState.PENDING)
                  .map(Job::tenantId)
                  .filter(id -> get(id).isSuspended())
                  .distinct()
                  .limit(limit)
                  .toList();
            })
        .onTermination()
        .invoke(() -> transactions.afterThisOne(meanwhile.getAndSet(() -> {})));
  }

  @Override
  public Uni<Page<Tenant>> tenants(Optional<String> after, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              List<Tenant> found =
                  tenants.values().stream()
                      .filter(one -> one.id().value().compareTo(after.orElse("")) > 0)
                      .limit(limit)
                      .toList();
              return new Page<>(found, Optional.empty());
            });
  }

  @Override
  public Uni<Optional<Tenant>> tenant(TenantId id) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(id);
              return Optional.ofNullable(tenants.get(id.value()));
            });
  }
}
