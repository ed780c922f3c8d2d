package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Uses of the landlord database in memory. A holder keeps the right until it hands it over, or has
 * no living worker any more; one that has lost its task gets nothing.
 */
final class InMemoryLandlordUses implements LandlordUses {

  private final InMemoryTransactions transactions;
  private final InMemoryTasks tasks;

  /** The task whose use goes with kept data. */
  Function<UUID, Optional<UUID>> useOfKeptData = data -> Optional.empty();

  private final Set<UUID> strangers = new HashSet<>();
  private Map<ModuleName, UUID> holders = new HashMap<>();
  private Map<ModuleName, TreeMap<String, Use>> tenants = new HashMap<>();
  private long lastFence = 1_000;

  InMemoryLandlordUses(InMemoryTransactions transactions, InMemoryTasks tasks) {
    this.transactions = transactions;
    this.tasks = tasks;
    transactions.include(
        () -> {
          Map<ModuleName, UUID> holdersBefore = new HashMap<>(holders);
          Map<ModuleName, TreeMap<String, Use>> tenantsBefore = new HashMap<>();
          tenants.forEach((module, users) -> tenantsBefore.put(module, new TreeMap<>(users)));
          return () -> {
            holders = holdersBefore;
            tenants = tenantsBefore;
          };
        });
  }

  Set<String> usersOf(ModuleName module) {
    return users(module).keySet();
  }

  /** Tenants with the versions that they use. */
  List<String> versionsOf(ModuleName module) {
    return users(module).entrySet().stream()
        .map(use -> use.getKey() + " " + use.getValue().item().version())
        .toList();
  }

  private Map<String, Use> users(ModuleName module) {
    return tenants.getOrDefault(module, new TreeMap<>());
  }

  void isUsedBy(ModuleName module, Claim claim) {
    tenants
        .computeIfAbsent(module, missing -> new TreeMap<>())
        .merge(
            claim.tenantId(),
            new Use(claim.taskId(), itemOf(claim, module), Optional.empty()),
            (known, now) -> known.task().equals(now.task()) ? known : now.after(known));
  }

  /** Another living task has the right. */
  void isHeld(ModuleName module) {
    UUID stranger = UUID.randomUUID();
    strangers.add(stranger);
    holders.put(module, stranger);
  }

  void isFree(ModuleName module) {
    holders.remove(module);
  }

  boolean hasHolder(ModuleName module) {
    return holders.containsKey(module);
  }

  @Override
  public Uni<Optional<Long>> use(Claim claim, PlanItem item) {
    return done(
        () -> {
          Optional<Long> fence = take(claim, item.module());
          fence.ifPresent(taken -> isUsedBy(item.module(), claim));
          return fence;
        });
  }

  @Override
  public Uni<Void> handOver(Claim claim, ModuleName module) {
    return done(() -> tasks.isCurrent(claim) && holders.remove(module, claim.taskId()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Release>> release(Claim claim, ModuleName module) {
    return done(
        () ->
            take(claim, module)
                .map(
                    fence -> {
                      users(module)
                          .computeIfPresent(
                              claim.tenantId(),
                              (tenant, use) ->
                                  use.task().equals(claim.taskId())
                                      ? use.former().orElse(null)
                                      : use);
                      return new Release(fence, inUse(module));
                    }));
  }

  /** The task because of which the tenant uses the module. */
  Optional<UUID> taskOf(ModuleName module, String tenant) {
    return Optional.ofNullable(users(module).get(tenant)).map(Use::task);
  }

  @Override
  public Uni<Optional<Release>> leave(Claim claim, PurgeOrder order) {
    ModuleName module = order.data().module();
    return done(
        () ->
            take(claim, module)
                .map(
                    fence -> {
                      users(module)
                          .computeIfPresent(
                              order.tenantId(),
                              (tenant, use) ->
                                  useOfKeptData
                                          .apply(order.data().id())
                                          .equals(Optional.of(use.task()))
                                      ? null
                                      : use);
                      return new Release(fence, inUse(module));
                    }));
  }

  @Override
  public Uni<List<PlanItem>> usedWithout(Claim claim, ModuleName module) {
    return done(() -> itemsWithout(claim.taskId(), module));
  }

  /** What is in use when a task's uses are given back. */
  List<PlanItem> itemsWithout(UUID task, ModuleName module) {
    return byVersion(
        users(module).values().stream()
            .flatMap(use -> (use.task().equals(task) ? use.former() : Optional.of(use)).stream()));
  }

  private List<PlanItem> inUse(ModuleName module) {
    return byVersion(users(module).values().stream());
  }

  private static List<PlanItem> byVersion(Stream<Use> uses) {
    Map<String, PlanItem> byVersion = new TreeMap<>();
    uses.forEach(use -> byVersion.put(use.item().version(), use.item()));
    return List.copyOf(byVersion.values());
  }

  private static PlanItem itemOf(Claim claim, ModuleName module) {
    return claim.job().orElseThrow().items().stream()
        .filter(item -> item.module().equals(module))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Uni<Void> giveBack(UUID jobId) {
    return done(() -> {
          holders.values().removeIf(jobId::equals);
          tenants.values().forEach(users -> giveBack(users, jobId));
          return true;
        })
        .replaceWithVoid();
  }

  private static void giveBack(Map<String, Use> users, UUID jobId) {
    for (String tenant : List.copyOf(users.keySet())) {
      users.computeIfPresent(
          tenant, (same, use) -> use.task().equals(jobId) ? use.former().orElse(null) : use);
    }
  }

  private Optional<Long> take(Claim claim, ModuleName module) {
    if (!tasks.isWorkOf(claim)) {
      return Optional.empty();
    }
    holders.compute(
        module, (same, holder) -> holder == null || !isAlive(holder) ? claim.taskId() : holder);
    return holders.get(module).equals(claim.taskId()) ? Optional.of(++lastFence) : Optional.empty();
  }

  private boolean isAlive(UUID holder) {
    return strangers.contains(holder) || tasks.isLeased(holder);
  }

  private <T> Uni<T> done(Supplier<T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.current();
              return work.get();
            });
  }

  /** A version that a tenant uses because of a job, and what it used before. */
  private record Use(UUID task, PlanItem item, Optional<Use> former) {

    Use after(Use known) {
      return new Use(task, item, Optional.of(known));
    }
  }
}
