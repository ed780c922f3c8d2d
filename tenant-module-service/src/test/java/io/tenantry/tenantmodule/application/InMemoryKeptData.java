package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.KeptDataViews;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Kept data in memory, the oldest first. */
final class InMemoryKeptData implements KeptDataStore, KeptDataViews {

  final Map<UUID, KeptData> data = new LinkedHashMap<>();
  private final InMemoryTransactions transactions;
  private final Map<UUID, Job> jobs;
  private final Predicate<TenantId> suspended;

  InMemoryKeptData(
      InMemoryTransactions transactions, Map<UUID, Job> jobs, Predicate<TenantId> suspended) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.suspended = suspended;
    transactions.include(() -> Snapshot.of(data));
  }

  void has(KeptData kept) {
    data.put(kept.id(), kept);
  }

  /** As readers see it. */
  KeptDataStatus statusOf(UUID id) {
    return isWanted(id) ? KeptDataStatus.RESTORING : data.get(id).status();
  }

  @Override
  public Uni<Void> add(KeptData kept) {
    return store(kept);
  }

  @Override
  public Uni<Void> update(KeptData kept) {
    return store(kept);
  }

  @Override
  public Uni<Optional<KeptData>> find(UUID id) {
    return Uni.createFrom().item(() -> visible(id));
  }

  @Override
  public Uni<Boolean> isBeingRestored(UUID id) {
    return Uni.createFrom().item(() -> isWanted(id));
  }

  @Override
  public Uni<Boolean> remove(UUID id) {
    return Uni.createFrom()
        .item(
            () -> {
              Optional<KeptData> found = visible(id);
              found.ifPresent(kept -> transactions.changes(kept.tenantId()));
              found.ifPresent(kept -> data.remove(id));
              return found.isPresent();
            });
  }

  @Override
  public Uni<List<KeptData>> due(Instant now, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              return data.values().stream()
                  .filter(one -> one.status() == KeptDataStatus.KEPT && !isWanted(one.id()))
                  .filter(one -> !one.purgeAfter().isAfter(now))
                  .filter(one -> !suspended.test(one.tenantId()))
                  .limit(limit)
                  .toList();
            });
  }

  @Override
  public Uni<Page<KeptData>> keptData(TenantId tenant, Optional<Long> below, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant);
              return new Page<>(
                  data.values().stream()
                      .filter(one -> one.tenantId().equals(tenant))
                      .map(one -> one.with(statusOf(one.id())))
                      .toList(),
                  Optional.empty());
            });
  }

  private boolean isWanted(UUID id) {
    return jobs.values().stream()
        .filter(job -> !job.state().isFinal())
        .anyMatch(job -> job.restore().filter(one -> one.keptData().equals(id)).isPresent());
  }

  private Optional<KeptData> visible(UUID id) {
    return Optional.ofNullable(data.get(id)).filter(one -> transactions.sees(one.tenantId()));
  }

  private Uni<Void> store(KeptData kept) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(kept.tenantId());
              has(kept);
            });
  }
}
