package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Kept data in PostgreSQL. */
@ApplicationScoped
class StoredKeptData implements KeptDataBook {

  private static final String ENTER =
      """
      insert into kept_data (id, tenant_id, module, job_id, use_task_id)
      values (
        cast(:id as uuid), :tenant, :module, cast(:job as uuid),
        (select task_id from landlord_use where tenant_id = :tenant and module = :module))
      """;

  private static final String STRIKE_OUT =
      "update kept_data set gone_at = clock_timestamp() where id = cast(:id as uuid)";

  private static final String USES_LANDLORD =
      "select use_task_id is not null from kept_data where id = cast(:id as uuid)";

  /** Of an order that comes again, the task is there, whatever has become of the data. */
  private static final String ORDER =
      """
      insert into task (id, kind, tenant_id, state, kept_data_id, causation_id, traceparent)
      select cast(:task as uuid), 'PURGE', tenant_id, 'RUNNING', id,
        cast(nullif(:causation, '') as uuid), nullif(:traceparent, '')
      from kept_data
      where id = cast(:id as uuid) and tenant_id = :tenant and gone_at is null
      on conflict (id) do nothing
      """;

  private static final String IS_KNOWN =
      "select count(*) > 0 from task where id = cast(:task as uuid)";

  @Override
  public Uni<Void> enter(KeptData kept, String tenantId, UUID jobId) {
    return change(
            ENTER,
            Map.of(
                "id", kept.id().toString(),
                "tenant", tenantId,
                "module", kept.module().value(),
                "job", jobId.toString()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> strikeOut(UUID keptData) {
    return change(STRIKE_OUT, Map.of("id", keptData.toString())).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> usesLandlord(UUID keptData) {
    return ask(USES_LANDLORD, "id", keptData);
  }

  @Override
  public Uni<Ordered> order(PurgeOrder order, Origin origin) {
    return change(
            ORDER,
            Map.of(
                "task", order.taskId().toString(),
                "id", order.data().id().toString(),
                "tenant", order.tenantId(),
                "causation", origin.causationId().map(UUID::toString).orElse(""),
                "traceparent", origin.traceparent().orElse("")))
        .chain(
            added ->
                added == 1
                    ? Uni.createFrom().item(Ordered.ADDED)
                    : ask(IS_KNOWN, "task", order.taskId())
                        .map(known -> known ? Ordered.KNOWN : Ordered.NOTHING_THERE));
  }

  private static Uni<Boolean> ask(String sql, String name, UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(sql, Boolean.class)
                    .setParameter(name, id.toString())
                    .getSingleResult());
  }

  private static Uni<Integer> change(String sql, Map<String, String> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              Mutiny.Query<?> query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }
}
