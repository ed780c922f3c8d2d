package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tasks in memory. Pauses are over at once; leases run out when a test says so. */
final class InMemoryTasks implements Tasks {

  /** Pauses that tasks were given back for, in order. */
  final List<Duration> pauses = new ArrayList<>();

  /** A fault: a job that was stopped before it came may still come. */
  boolean losesTombstones;

  /** A fault: a worker writes after another one has taken its task. */
  boolean ignoresFences;

  private final InMemoryTransactions transactions;
  private Map<UUID, StoredTask> tasks = new LinkedHashMap<>();
  private Map<String, DatabaseRef> databases = new HashMap<>();
  private final Map<UUID, Integer> turns = new HashMap<>();
  private long lastFence;

  InMemoryTasks(InMemoryTransactions transactions) {
    this.transactions = transactions;
    transactions.include(
        () -> {
          Map<UUID, StoredTask> tasksBefore = new LinkedHashMap<>(tasks);
          Map<String, DatabaseRef> databasesBefore = new HashMap<>(databases);
          return () -> {
            tasks = tasksBefore;
            databases = databasesBefore;
          };
        });
  }

  StoredTask task(UUID id) {
    return tasks.get(id);
  }

  /** Number of the unit of work in which the task turned back. */
  int transactionOfTurn(UUID id) {
    return turns.get(id);
  }

  void hasDatabase(String tenant, DatabaseRef database) {
    databases.put(tenant, database);
  }

  Optional<DatabaseRef> databaseNow(String tenant) {
    return Optional.ofNullable(databases.get(tenant));
  }

  Collection<StoredTask> all() {
    return tasks.values();
  }

  /** Whether a living worker has the task. */
  boolean isLeased(UUID id) {
    return tasks.containsKey(id) && tasks.get(id).leased();
  }

  /** Whether nobody has taken the task after that claim. */
  boolean isCurrent(Claim claim) {
    return of(claim).isPresent();
  }

  /** Whether the claim is the last one of a task that is not over. */
  boolean isWorkOf(Claim claim) {
    return of(claim).filter(StoredTask::isWork).isPresent();
  }

  /** Whoever works on the task is taken for dead. */
  void letLeaseRunOut(UUID id) {
    tasks.computeIfPresent(id, (same, task) -> task.released());
  }

  /** Whoever works on a task is taken for dead. */
  void letLeasesRunOut() {
    tasks.replaceAll((id, task) -> task.released());
  }

  /** Nobody waits for an answer any longer. */
  void letTimePass() {
    tasks.replaceAll((id, task) -> task.woken());
  }

  void setAttempts(UUID id, int attempts) {
    tasks.computeIfPresent(id, (same, task) -> task.withAttempts(attempts));
  }

  @Override
  public Uni<Boolean> addJob(Job job, Origin origin) {
    return add(job.id(), job.tenantId(), Optional.of(job), origin);
  }

  @Override
  public Uni<Boolean> addProvisioning(UUID taskId, String tenantId, Origin origin) {
    return add(taskId, tenantId, Optional.empty(), origin);
  }

  @Override
  public Uni<Optional<Claim>> claim(String worker, Duration lease) {
    return done(
        () -> {
          Optional<StoredTask> next =
              tasks.values().stream().filter(task -> isReady(task) && isItsTurn(task)).findFirst();
          next.ifPresent(task -> tasks.put(task.id(), task.claimed(nextFence())));
          return next.map(task -> tasks.get(task.id()).claim());
        });
  }

  private static boolean isReady(StoredTask task) {
    return task.isWork() && !task.leased() && !task.resting();
  }

  /** A tenant's tasks are done one after the other, but for purges. */
  private boolean isItsTurn(StoredTask task) {
    return task.isPurge() || isFirstOfItsTenant(task);
  }

  private boolean isFirstOfItsTenant(StoredTask task) {
    return tasks.values().stream()
        .filter(other -> other.isWork() && other.tenantId().equals(task.tenantId()))
        .filter(other -> !other.isPurge())
        .findFirst()
        .filter(task::equals)
        .isPresent();
  }

  @Override
  public Uni<Optional<Claim>> current(Claim claim) {
    return done(() -> of(claim).map(StoredTask::claim));
  }

  @Override
  public Uni<Optional<Ended>> ended(UUID taskId) {
    return done(
        () ->
            Optional.ofNullable(tasks.get(taskId))
                .filter(task -> !task.isWork())
                .map(task -> change(task, StoredTask::withNextSequence))
                .map(this::told));
  }

  private Ended told(StoredTask task) {
    boolean tombstone =
        task.state() == TaskState.UNDONE
            && task.claim().job().filter(job -> job.items().isEmpty()).isPresent();
    if (losesTombstones && tombstone) {
      tasks.remove(task.id());
    }
    return new Ended(task.claim(), task.sequence());
  }

  @Override
  public Uni<Boolean> prolong(Claim claim, Duration lease) {
    return done(() -> of(claim).filter(StoredTask::leased).isPresent());
  }

  @Override
  public Uni<Void> postpone(Claim claim, Duration pause, int attempts) {
    return changed(
        () -> {
          pauses.add(pause);
          of(claim).ifPresent(task -> change(task, one -> one.released().withAttempts(attempts)));
        });
  }

  @Override
  public Uni<Void> rest(Claim claim, Duration atMost) {
    return changed(() -> of(claim).ifPresent(task -> change(task, StoredTask::atRest)));
  }

  /** False when the task is not the worker's any more. */
  boolean letRest(Claim claim) {
    Optional<StoredTask> task = of(claim).filter(StoredTask::isWork);
    task.ifPresent(one -> change(one, now -> now.withAttempts(0).atRest()));
    return task.isPresent();
  }

  void wake(UUID taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.woken());
  }

  @Override
  public Uni<Optional<Held>> hold(Claim claim, boolean goesOn) {
    return done(
        () ->
            of(claim)
                .filter(StoredTask::isWork)
                .map(task -> change(task, StoredTask::withNextSequence))
                .map(task -> goesOn ? change(task, one -> one.withAttempts(0)) : task)
                .map(task -> new Held(task.sequence(), task.stop())));
  }

  @Override
  public Uni<Optional<Held>> hold(Claim claim, Step step, StepState state) {
    return hold(claim, true)
        .call(held -> held.isEmpty() ? Uni.createFrom().voidItem() : save(claim, step, state));
  }

  @Override
  public Uni<Void> save(Claim claim, Step step, StepState state) {
    return changed(() -> change(held(claim), task -> task.with(step, state)));
  }

  @Override
  public Uni<Void> turnBack(Claim claim, Failure reason) {
    return changed(
        () -> {
          turns.put(claim.taskId(), transactions.current());
          change(held(claim), task -> task.turnedBack(reason));
        });
  }

  @Override
  public Uni<Void> end(Claim claim, TaskState state) {
    return changed(() -> change(held(claim), task -> task.ended(state)));
  }

  /** False when there is one already. */
  boolean addIfUnknown(StoredTask task) {
    return tasks.putIfAbsent(task.id(), task) == null;
  }

  long nextFence() {
    return ++lastFence;
  }

  @Override
  public Uni<Load> load() {
    throw new UnsupportedOperationException("no use case asks for the load");
  }

  @Override
  public Uni<Optional<PlanItem>> installed(String tenantId, ModuleName module, String version) {
    return done(
        () ->
            tasks.values().stream()
                .filter(task -> task.tenantId().equals(tenantId))
                .filter(task -> task.state() == TaskState.COMPLETED)
                .flatMap(task -> task.claim().job().stream())
                .flatMap(job -> job.items().stream())
                .filter(item -> item.module().equals(module) && item.version().equals(version))
                .filter(item -> item.action() != Action.REMOVE)
                .reduce((earlier, later) -> later));
  }

  @Override
  public Uni<Optional<DatabaseRef>> databaseOf(String tenantId) {
    return done(() -> databaseNow(tenantId));
  }

  @Override
  public Uni<DatabaseRef> assignDatabase(String tenantId, DatabaseRef proposal) {
    return done(
        () -> {
          databases.putIfAbsent(tenantId, proposal);
          return databases.get(tenantId);
        });
  }

  private Uni<Boolean> add(UUID id, String tenant, Optional<Job> job, Origin origin) {
    return done(() -> tasks.putIfAbsent(id, StoredTask.added(id, tenant, job, origin)) == null);
  }

  private Optional<StoredTask> of(Claim claim) {
    return Optional.ofNullable(tasks.get(claim.taskId()))
        .filter(task -> ignoresFences || task.fence() == claim.fence());
  }

  private StoredTask held(Claim claim) {
    return of(claim).orElseThrow(() -> new AssertionError(claim.taskId() + " is not held"));
  }

  StoredTask change(StoredTask task, Function<StoredTask, StoredTask> change) {
    tasks.compute(task.id(), (id, now) -> change.apply(now));
    return tasks.get(task.id());
  }

  private Uni<Void> changed(Runnable work) {
    return done(() -> {
          work.run();
          return true;
        })
        .replaceWithVoid();
  }

  private <T> Uni<T> done(Supplier<T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.current();
              return work.get();
            });
  }
}
