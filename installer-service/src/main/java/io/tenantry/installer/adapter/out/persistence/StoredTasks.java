package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tasks in PostgreSQL. Time is the database's, so that workers need not agree on it; whatever a
 * worker writes, it writes under its fencing token.
 */
@ApplicationScoped
class StoredTasks implements Tasks, PanacheRepositoryBase<TaskEntity, UUID> {

  private static final String PROVISIONING = "PROVISIONING";
  private static final String JOB = "JOB";

  private static final String CLAIM =
      """
      with next as (
        select id from task
        where state in ('RUNNING', 'UNDOING') and not_before <= clock_timestamp()
          and (lease_until is null or lease_until < clock_timestamp())
        order by number
        limit 1
        for update skip locked)
      update task
      set worker = :worker, fence = nextval('fence'),
        lease_until = clock_timestamp() + :lease * interval '1 millisecond'
      from next
      where task.id = next.id
      returning task.id
      """;

  private static final String PROLONG =
      """
      update task set lease_until = clock_timestamp() + :lease * interval '1 millisecond'
      where id = cast(:task as uuid) and fence = :fence and lease_until is not null
      """;

  private static final String POSTPONE =
      """
      update task
      set lease_until = null, worker = null, attempts = :attempts,
        not_before = clock_timestamp() + :pause * interval '1 millisecond'
      where id = cast(:task as uuid) and fence = :fence
      """;

  private static final String HOLD =
      """
      update task
      set sequence = sequence + 1, attempts = case when :goesOn then 0 else attempts end
      where id = cast(:task as uuid) and fence = :fence and state in ('RUNNING', 'UNDOING')
      returning sequence
      """;

  private static final String SAVE_STEP =
      """
      insert into step (task_id, position, module, version, name, state)
      values (cast(:task as uuid), :position, :module, :version, :name, :state)
      on conflict (task_id, position) do update
      set state = excluded.state, changed_at = clock_timestamp()
      """;

  private static final String TURN_BACK =
      """
      update task
      set state = 'UNDOING', failure = cast(cast(:failure as text) as jsonb), lease_until = null,
        worker = null
      where id = cast(:task as uuid)
      """;

  private static final String END =
      """
      update task
      set state = :state, ended_at = clock_timestamp(), lease_until = null, worker = null
      where id = cast(:task as uuid)
      """;

  private static final String ASSIGN_DATABASE =
      """
      insert into tenant_database (tenant_id, server, database)
      values (:tenant, :server, :database)
      on conflict (tenant_id) do nothing
      """;

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
                    .createNativeQuery(CLAIM, UUID.class)
                    .setParameter("worker", worker)
                    .setParameter("lease", lease.toMillis())
                    .getResultList()
                    .chain(
                        claimed ->
                            claimed.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : session
                                    .find(TaskEntity.class, claimed.get(0))
                                    .chain(task -> withSteps(session, task))
                                    .map(Optional::of)));
  }

  @Override
  public Uni<Boolean> prolong(Claim claim, Duration lease) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(PROLONG)
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
                    .createNativeQuery(POSTPONE)
                    .setParameter("attempts", attempts)
                    .setParameter("pause", pause.toMillis())
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Long>> hold(Claim claim, boolean goesOn) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HOLD, Long.class)
                    .setParameter("goesOn", goesOn)
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .getResultList())
        .map(rows -> rows.stream().findFirst());
  }

  @Override
  public Uni<Void> save(Claim claim, Step step, StepState state) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(SAVE_STEP)
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("position", step.position())
                    .setParameter("module", step.item().module().value())
                    .setParameter("version", step.item().version())
                    .setParameter("name", step.name().label())
                    .setParameter("state", state.name())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> turnBack(Claim claim, Failure reason) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TURN_BACK)
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
                    .createNativeQuery(END)
                    .setParameter("state", state.name())
                    .setParameter("task", claim.taskId().toString())
                    .executeUpdate())
        .replaceWithVoid();
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
                    .createNativeQuery(ASSIGN_DATABASE)
                    .setParameter("tenant", tenantId)
                    .setParameter("server", proposal.server())
                    .setParameter("database", proposal.name())
                    .executeUpdate())
        .chain(() -> databaseOf(tenantId))
        .map(Optional::orElseThrow);
  }

  private Uni<Boolean> addWhenUnknown(TaskEntity entity) {
    return findById(entity.id)
        .chain(
            known ->
                known == null ? persist(entity).replaceWith(true) : Uni.createFrom().item(false));
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

  private static Uni<Claim> withSteps(Mutiny.Session session, TaskEntity task) {
    return session
        .createQuery("from StepEntity where taskId = :task", StepEntity.class)
        .setParameter("task", task.id)
        .getResultList()
        .map(steps -> claim(task, steps));
  }

  private static Claim claim(TaskEntity task, List<StepEntity> steps) {
    Map<Integer, StepState> states =
        steps.stream().collect(Collectors.toMap(step -> step.position, step -> step.state));
    Optional<Job> job =
        Optional.ofNullable(task.plan)
            .map(plan -> new Job(task.id, task.tenantId, plan.toDomain(), task.deadline));
    return new Claim(
        task.id,
        task.tenantId,
        task.state,
        task.fence,
        task.attempts,
        job,
        states,
        new Origin(Optional.ofNullable(task.causationId), Optional.ofNullable(task.traceparent)));
  }
}
