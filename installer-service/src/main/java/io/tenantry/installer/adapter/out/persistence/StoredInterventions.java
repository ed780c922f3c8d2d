package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decisions about tasks in PostgreSQL. A statement that meets a worker's waits for its commit and
 * looks at the state again; so does the worker's.
 */
@ApplicationScoped
class StoredInterventions implements Interventions {

  /** Waits for an approval that is being stored at the same time, and then finds it. */
  private static final String BURY =
      """
      insert into task
        (id, kind, tenant_id, state, plan, deadline, ended_at, causation_id, traceparent)
      values (
        cast(:task as uuid), 'JOB', :tenant, 'UNDONE', cast('{"items": []}' as jsonb),
        clock_timestamp(), clock_timestamp(), cast(nullif(:causation, '') as uuid),
        nullif(:traceparent, ''))
      on conflict (id) do nothing
      """;

  /** A task that waits for something is not let wait longer. */
  private static final String STOP =
      """
      update task
      set stop_reason = coalesce(stop_reason, :reason),
        stop_requested_by = coalesce(stop_requested_by, :requestedBy),
        stop_requested_at = coalesce(stop_requested_at, clock_timestamp()),
        not_before = clock_timestamp()
      where id = cast(:task as uuid) and state = 'RUNNING'
      """;

  private static final String UNDO_AGAIN =
      """
      update task
      set state = 'UNDOING', attempts = 0, not_before = clock_timestamp(), ended_at = null,
        causation_id = cast(nullif(:causation, '') as uuid), traceparent = nullif(:traceparent, '')
      where id = cast(:task as uuid) and state = 'UNDO_FAILED'
      """;

  /** The fence rises, so that a worker that is still undoing has lost the task. */
  private static final String CLOSE =
      """
      update task
      set state = 'RESOLVED', fence = nextval('fence'), ended_at = clock_timestamp(),
        lease_until = null, worker = null
      where id = cast(:task as uuid) and state in ('UNDOING', 'UNDO_FAILED')
      """;

  @Override
  public Uni<Boolean> bury(JobRef job, Origin origin) {
    return change(
        BURY,
        job.id(),
        Map.of(
            "tenant",
            job.tenantId(),
            "causation",
            causation(origin),
            "traceparent",
            traceparent(origin)));
  }

  @Override
  public Uni<Boolean> stop(UUID jobId, Stop stop) {
    return change(
        STOP, jobId, Map.of("reason", stop.reason().name(), "requestedBy", stop.requestedBy()));
  }

  @Override
  public Uni<Boolean> undoAgain(UUID jobId, Origin origin) {
    return change(
        UNDO_AGAIN,
        jobId,
        Map.of("causation", causation(origin), "traceparent", traceparent(origin)));
  }

  @Override
  public Uni<Boolean> close(UUID jobId) {
    return change(CLOSE, jobId, Map.of());
  }

  private static Uni<Boolean> change(String sql, UUID jobId, Map<String, String> parameters) {
    return Panache.getSession()
        .chain(session -> query(session, sql, jobId, parameters).executeUpdate())
        .map(rows -> rows == 1);
  }

  private static Mutiny.Query<?> query(
      Mutiny.Session session, String sql, UUID jobId, Map<String, String> parameters) {
    Mutiny.Query<?> query = session.createNativeQuery(sql).setParameter("task", jobId.toString());
    parameters.forEach(query::setParameter);
    return query;
  }

  private static String causation(Origin origin) {
    return origin.causationId().map(UUID::toString).orElse("");
  }

  private static String traceparent(Origin origin) {
    return origin.traceparent().orElse("");
  }
}
