package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Kept data in memory. */
final class InMemoryKeptDataBook implements KeptDataBook {

  private final InMemoryTransactions transactions;
  private final InMemoryTasks tasks;
  private final InMemoryLandlordUses uses;
  private Map<UUID, Entry> entries = new LinkedHashMap<>();

  InMemoryKeptDataBook(
      InMemoryTransactions transactions, InMemoryTasks tasks, InMemoryLandlordUses uses) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.uses = uses;
    transactions.include(
        () -> {
          Map<UUID, Entry> before = new LinkedHashMap<>(entries);
          return () -> entries = before;
        });
  }

  /** Whether the data is kept now. */
  boolean has(UUID keptData) {
    return entries.containsKey(keptData) && !entries.get(keptData).gone();
  }

  /** The task whose use of the landlord database goes with the data. */
  Optional<UUID> useOf(UUID keptData) {
    return entries.get(keptData).useTask();
  }

  @Override
  public Uni<Void> enter(KeptData kept, String tenantId, UUID jobId) {
    return done(() ->
            entries.put(
                kept.id(), new Entry(tenantId, uses.taskOf(kept.module(), tenantId), false)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> strikeOut(UUID keptData) {
    return done(() -> entries.computeIfPresent(keptData, (id, entry) -> entry.struckOut()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> usesLandlord(UUID keptData) {
    return done(() -> useOf(keptData).isPresent());
  }

  @Override
  public Uni<Ordered> order(PurgeOrder order, Origin origin) {
    return done(
        () -> {
          if (tasks.task(order.taskId()) != null) {
            return Ordered.KNOWN;
          }
          if (!has(order.data().id())) {
            return Ordered.NOTHING_THERE;
          }
          tasks.addIfUnknown(StoredTask.purging(order, origin));
          return Ordered.ADDED;
        });
  }

  private <T> Uni<T> done(Supplier<T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.current();
              return work.get();
            });
  }

  private record Entry(String tenant, Optional<UUID> useTask, boolean gone) {

    Entry struckOut() {
      return new Entry(tenant, useTask, true);
    }
  }
}
