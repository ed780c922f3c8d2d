package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Uses of the landlord database in PostgreSQL. */
@ApplicationScoped
class StoredLandlordUses implements LandlordUses {

  /**
   * Locks the worker's task, so that one that has lost it gets nothing, and the module's row. The
   * right is free when its holder has no living worker.
   */
  private static final String TAKE =
      """
      insert into landlord_module as held (module, holder, fence)
      select :module, id, nextval('fence') from task
      where id = cast(:task as uuid) and fence = :fence and state in ('RUNNING', 'UNDOING')
      for update
      on conflict (module) do update set holder = excluded.holder, fence = excluded.fence
      where held.holder is null or held.holder = excluded.holder
        or not exists (
          select from task where id = held.holder and lease_until > clock_timestamp())
      returning fence
      """;

  private static final String USE =
      """
      insert into landlord_use as known (module, tenant_id, version, task_id)
      values (:module, :tenant, :version, cast(:task as uuid))
      on conflict (module, tenant_id) do update
      set former_version = known.version, former_task = known.task_id,
        version = excluded.version, task_id = excluded.task_id
      where known.task_id <> excluded.task_id
      """;

  private static final String HAND_OVER =
      """
      with mine as (
        select id from task where id = cast(:task as uuid) and fence = :fence for update)
      update landlord_module set holder = null
      from mine where module = :module and holder = mine.id
      """;

  private static final String GO_BACK =
      """
      update landlord_use
      set version = former_version, task_id = former_task, former_version = null, former_task = null
      where module = :module and tenant_id = :tenant and task_id = cast(:task as uuid)
        and former_task is not null
      """;

  private static final String FORGET =
      """
      delete from landlord_use
      where module = :module and tenant_id = :tenant and task_id = cast(:task as uuid)
      """;

  private static final String LEAVE =
      """
      delete from landlord_use
      where module = :module and tenant_id = :tenant
        and task_id = (select use_task_id from kept_data where id = cast(:kept as uuid))
      """;

  /** In the order of names, so that two jobs cannot wait for each other. */
  private static final String LOCK_ALL =
      """
      select module from landlord_module
      where holder = cast(:task as uuid)
        or module in (select module from landlord_use where task_id = cast(:task as uuid))
      order by module
      for update
      """;

  private static final String HAND_OVER_ALL =
      "update landlord_module set holder = null where holder = cast(:task as uuid)";

  private static final String GO_BACK_ALL =
      """
      update landlord_use
      set version = former_version, task_id = former_task, former_version = null, former_task = null
      where task_id = cast(:task as uuid) and former_task is not null
      """;

  private static final String FORGET_ALL =
      "delete from landlord_use where task_id = cast(:task as uuid)";

  /** Of each version one task, whose plan tells where its package is. */
  private static final String IN_USE =
      """
      select distinct on (version) task_id from landlord_use
      where module = :module
      order by version, task_id
      """;

  private static final String IN_USE_WITHOUT =
      """
      select distinct on (version) task_id
      from (
        select version, task_id from landlord_use
        where module = :module and task_id <> cast(:task as uuid)
        union all
        select former_version, former_task from landlord_use
        where module = :module and task_id = cast(:task as uuid) and former_task is not null) as used
      order by version, task_id
      """;

  @Override
  public Uni<Optional<Long>> use(Claim claim, PlanItem item) {
    return Panache.getSession()
        .chain(
            session ->
                take(session, claim, item.module())
                    .chain(
                        fence ->
                            fence.isEmpty()
                                ? Uni.createFrom().item(fence)
                                : note(session, claim, item).replaceWith(fence)));
  }

  @Override
  public Uni<Void> handOver(Claim claim, ModuleName module) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HAND_OVER)
                    .setParameter("module", module.value())
                    .setParameter("task", claim.taskId().toString())
                    .setParameter("fence", claim.fence())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Release>> release(Claim claim, ModuleName module) {
    return Panache.getSession()
        .chain(session -> release(session, claim, module, () -> forget(session, claim, module)));
  }

  @Override
  public Uni<Optional<Release>> leave(Claim claim, PurgeOrder order) {
    ModuleName module = order.data().module();
    return Panache.getSession()
        .chain(session -> release(session, claim, module, () -> leave(session, order)));
  }

  @Override
  public Uni<List<PlanItem>> usedWithout(Claim claim, ModuleName module) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(IN_USE_WITHOUT, UUID.class)
                    .setParameter("module", module.value())
                    .setParameter("task", claim.taskId().toString())
                    .getResultList()
                    .chain(tasks -> StoredPlans.itemsOf(session, tasks, module)));
  }

  @Override
  public Uni<Void> giveBack(UUID jobId) {
    String task = jobId.toString();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK_ALL, String.class)
                    .setParameter("task", task)
                    .getResultList()
                    .chain(() -> change(session, HAND_OVER_ALL, task))
                    .chain(() -> change(session, GO_BACK_ALL, task))
                    .chain(() -> change(session, FORGET_ALL, task)))
        .replaceWithVoid();
  }

  private static Uni<Integer> change(Mutiny.Session session, String sql, String task) {
    return session.createNativeQuery(sql).setParameter("task", task).executeUpdate();
  }

  private static Uni<Optional<Long>> take(Mutiny.Session session, Claim claim, ModuleName module) {
    return session
        .createNativeQuery(TAKE, Long.class)
        .setParameter("module", module.value())
        .setParameter("task", claim.taskId().toString())
        .setParameter("fence", claim.fence())
        .getResultList()
        .map(rows -> rows.stream().findFirst());
  }

  private static Uni<Integer> note(Mutiny.Session session, Claim claim, PlanItem item) {
    return session
        .createNativeQuery(USE)
        .setParameter("module", item.module().value())
        .setParameter("tenant", claim.tenantId())
        .setParameter("version", item.version())
        .setParameter("task", claim.taskId().toString())
        .executeUpdate();
  }

  private static Uni<Optional<Release>> release(
      Mutiny.Session session, Claim claim, ModuleName module, Supplier<Uni<Integer>> forget) {
    return take(session, claim, module)
        .chain(
            fence ->
                fence.isEmpty()
                    ? Uni.createFrom().item(Optional.<Release>empty())
                    : forget
                        .get()
                        .chain(() -> inUse(session, module))
                        .map(inUse -> Optional.of(new Release(fence.get(), inUse))));
  }

  private static Uni<Integer> leave(Mutiny.Session session, PurgeOrder order) {
    return session
        .createNativeQuery(LEAVE)
        .setParameter("module", order.data().module().value())
        .setParameter("tenant", order.tenantId())
        .setParameter("kept", order.data().id().toString())
        .executeUpdate();
  }

  private static Uni<Integer> forget(Mutiny.Session session, Claim claim, ModuleName module) {
    return change(session, GO_BACK, claim, module)
        .chain(() -> change(session, FORGET, claim, module));
  }

  private static Uni<Integer> change(
      Mutiny.Session session, String sql, Claim claim, ModuleName module) {
    return session
        .createNativeQuery(sql)
        .setParameter("module", module.value())
        .setParameter("tenant", claim.tenantId())
        .setParameter("task", claim.taskId().toString())
        .executeUpdate();
  }

  private static Uni<List<PlanItem>> inUse(Mutiny.Session session, ModuleName module) {
    return session
        .createNativeQuery(IN_USE, UUID.class)
        .setParameter("module", module.value())
        .getResultList()
        .chain(tasks -> StoredPlans.itemsOf(session, tasks, module));
  }
}
