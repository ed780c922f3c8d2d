package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tasks in PostgreSQL. Time is the database's, so that workers need not agree on it; whatever a
 * worker writes, it writes under its fencing token.
 */
@ApplicationScoped
class StoredTasks implements Tasks, PanacheRepositoryBase<TaskEntity, UUID> {

  private static final String PROVISIONING = "PROVISIONING";
  private static final String JOB = "JOB";

  @Override
  public Uni<Boolean> addJob(Job job, Origin origin) {
    TaskEntity entity = entity(job.id(), JOB, job.tenantId(), origin);
    entity.plan = PlanDocument.of(job.items());
    entity.deadline = job.deadline();
    return addWhenUnknown(entity);
  }

  @Override
  public Uni<Boolean> addProvisioning(UUID taskId, String tenantId, Origin origin) {
    return addWhenUnknown(entity(taskId, PROVISIONING, tenantId, origin));
  }

  @Override
  public Uni<Optional<Claim>> claim(String worker, Duration lease) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.CLAIM, UUID.class)
                    .setParameter("worker", worker)
                    .setParameter("lease", lease.toMillis())
                    .getResultList()
                    .chain(
                        claimed ->
                            claimed.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : read(session, claimed.get(0)).map(Optional::of)));
  }

  @Override
  public Uni<Optional<Claim>> current(Claim claim) {
    return getSession()
        .chain(session -> read(session, claim.taskId()))
        .map(now -> Optional.of(now).filter(task -> task.fence() == claim.fence()));
  }

  @Override
  public Uni<Optional<Ended>> ended(UUID taskId) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.CLOSE_UP, Long.class)
                    .setParameter("task", taskId.toString())
                    .getResultList()
                    .chain(
                        sequences ->
                            sequences.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : read(session, taskId)
                                    .map(
                                        claim -> Optional.of(new Ended(claim, sequences.get(0))))));
  }

  @Override
  public Uni<Boolean> prolong(Claim claim, Duration lease) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.PROLONG)
                    .setParameter("lease", lease.toMillis())
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  @Override
  public Uni<Void> postpone(Claim claim, Duration pause, int attempts) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.POSTPONE)
                    .setParameter("attempts", attempts)
                    .setParameter("pause", pause.toMillis())
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> rest(Claim claim, Duration atMost) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.REST)
                    .setParameter("pause", atMost.toMillis())
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Held>> hold(Claim claim, boolean goesOn) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.HOLD, Tuple.class)
                    .setParameter("goesOn", goesOn)
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .getResultList())
        .map(rows -> rows.stream().findFirst().map(StoredTasks::held));
  }

  @Override
  public Uni<Optional<Held>> hold(Claim claim, Step step, StepState state) {
    return getSession()
        .chain(
            session ->
                withStep(
                        session
                            .createNativeQuery(TaskSql.HOLD_AND_SAVE_STEP, Tuple.class)
                            .setParameter("fence", claim.fence()),
                        claim,
                        step,
                        state)
                    .getResultList())
        .map(rows -> rows.stream().findFirst().map(StoredTasks::held));
  }

  @Override
  public Uni<Void> save(Claim claim, Step step, StepState state) {
    return getSession()
        .chain(
            session ->
                withStep(session.createNativeQuery(TaskSql.SAVE_STEP), claim, step, state)
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> turnBack(Claim claim, Failure reason) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.TURN_BACK)
                    .setParameter("failure", FailureDocument.json(reason))
                    .setParameter("task", claim.taskId().toString())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> end(Claim claim, TaskState state) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.END)
                    .setParameter("state", state.name())
                    .setParameter("task", claim.taskId().toString())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<PlanItem>> installed(String tenantId, ModuleName module, String version) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.LAST_WITH, UUID.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("module", module.value())
                    .setParameter("version", version)
                    .getResultList()
                    .chain(ids -> StoredPlans.itemsOf(session, ids, module)))
        .map(items -> items.stream().findFirst());
  }

  @Override
  public Uni<Optional<DatabaseRef>> databaseOf(String tenantId) {
    return getSession()
        .chain(session -> session.find(TenantDatabaseEntity.class, tenantId))
        .map(
            entity ->
                Optional.ofNullable(entity)
                    .map(found -> new DatabaseRef(found.server, found.database)));
  }

  @Override
  public Uni<DatabaseRef> assignDatabase(String tenantId, DatabaseRef proposal) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TaskSql.ASSIGN_DATABASE)
                    .setParameter("tenant", tenantId)
                    .setParameter("server", proposal.server())
                    .setParameter("database", proposal.name())
                    .executeUpdate())
        .chain(() -> databaseOf(tenantId))
        .map(Optional::orElseThrow);
  }

  @Override
  public Uni<Load> load() {
    return getSession()
        .chain(session -> session.createNativeQuery(TaskSql.LOAD, Tuple.class).getSingleResult())
        .map(
            row ->
                new Load(
                    row.get(0, Integer.class),
                    row.get(1, Integer.class),
                    Duration.ofMillis(row.get(2, Long.class))));
  }

  private static <Q extends Mutiny.AbstractQuery> Q withStep(
      Q query, Claim claim, Step step, StepState state) {
    query
        .setParameter("task", claim.taskId().toString())
        .setParameter("position", step.position())
        .setParameter("module", step.item().module().value())
        .setParameter("version", step.item().version())
        .setParameter("name", step.name().label())
        .setParameter("state", state.name());
    return query;
  }

  private Uni<Boolean> addWhenUnknown(TaskEntity entity) {
    return findById(entity.id)
        .chain(
            known ->
                known == null
                    ? persist(entity).replaceWith(true)
                    : forget(known).replaceWith(false));
  }

  /** What is read of it after it is locked must not be what was read before. */
  private Uni<Void> forget(TaskEntity known) {
    return getSession().invoke(session -> session.detach(known)).replaceWithVoid();
  }

  private static Held held(Tuple row) {
    Optional<Stop> stop =
        Optional.ofNullable(row.get(1, String.class))
            .map(reason -> new Stop(Stop.Reason.valueOf(reason), row.get(2, String.class)));
    return new Held(row.get(0, Long.class), stop);
  }

  private static TaskEntity entity(UUID id, String kind, String tenantId, Origin origin) {
    TaskEntity entity = new TaskEntity();
    entity.id = id;
    entity.kind = kind;
    entity.tenantId = tenantId;
    entity.state = TaskState.RUNNING;
    entity.causationId = origin.causationId().orElse(null);
    entity.traceparent = origin.traceparent().orElse(null);
    return entity;
  }

  private static Uni<Claim> read(Mutiny.Session session, UUID taskId) {
    return session.find(TaskEntity.class, taskId).chain(task -> withSteps(session, task));
  }

  private static Uni<Claim> withSteps(Mutiny.Session session, TaskEntity task) {
    return session
        .createQuery("from StepEntity where taskId = :task", StepEntity.class)
        .setParameter("task", task.id)
        .getResultList()
        .chain(steps -> orderOf(session, task).map(order -> task.toClaim(steps, order)));
  }

  private static Uni<Optional<PurgeOrder>> orderOf(Mutiny.Session session, TaskEntity task) {
    return task.keptDataId == null
        ? Uni.createFrom().item(Optional.empty())
        : session
            .find(KeptDataEntity.class, task.keptDataId)
            .map(kept -> Optional.of(kept.toOrder()));
  }
}
