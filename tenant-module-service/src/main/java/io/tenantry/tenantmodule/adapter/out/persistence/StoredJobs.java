package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.DueJob;
import io.tenantry.tenantmodule.application.job.JobProgress;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Jobs in PostgreSQL. */
@ApplicationScoped
class StoredJobs implements Jobs, PanacheRepositoryBase<JobEntity, UUID> {

  private static final Set<JobState> ENDED = Set.of(JobState.SUCCEEDED, JobState.FAILED);

  private static final String PROGRESS =
      """
      with moved as (
        update job
        set progress_sequence = :sequence, percent = greatest(percent, :percent),
          timeline_length = timeline_length + 1
        where id = cast(:job as uuid) and progress_sequence < :sequence
          and state not in ('SUCCEEDED', 'FAILED')
        returning id, tenant_id, timeline_length)
      insert into job_timeline (job_id, sequence, tenant_id, occurred_at, module, version, step,
        step_state, percent, detail)
      select id, timeline_length, tenant_id, cast(:occurredAt as timestamptz), :module, :version,
        :step, :stepState, :percent, nullif(:detail, '')
      from moved
      """;

  /** All states of a path in one statement. */
  private static final String TIMELINE =
      """
      insert into job_timeline (job_id, sequence, tenant_id, occurred_at, job_state)
      select cast(:job as uuid), :before + position, :tenant, cast(:occurredAt as timestamptz), state
      from unnest(string_to_array(:path, ',')) with ordinality as path (state, position)
      """;

  private static final String DUE =
      """
      select id, tenantId from JobEntity
      where state = PENDING and queueDeadline <= :now
        or state = VALIDATING and deadline <= :now
        or state = RUNNING and deadline <= :now and stopRequested is null
        or state = ROLLING_BACK and undoDeadline <= :now
      order by number
      """;

  private static final String WITH_A_TURN =
      """
      select id from TenantEntity tenant
      where status = READY and suspendedSince is null
        and exists (from JobEntity where tenantId = tenant.id and state = PENDING)
        and not exists (
          from JobEntity where tenantId = tenant.id and state <> PENDING and state not in :ended)
      order by id
      """;

  @Override
  public Uni<Void> add(Job job, List<JobState> path, Instant now) {
    JobEntity entity = JobMapper.toEntity(job);
    entity.timelineLength = path.size();
    return persist(entity).chain(() -> lengthen(entity, path, now));
  }

  @Override
  public Uni<Optional<Job>> lock(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(entity -> Optional.ofNullable(entity).map(JobMapper::toDomain));
  }

  @Override
  public Uni<List<Job>> unfinished(TenantId tenant) {
    return find("tenantId = ?1 and state not in ?2 order by number", tenant.value(), ENDED)
        .list()
        .map(entities -> entities.stream().map(JobMapper::toDomain).toList());
  }

  @Override
  public Uni<Void> update(Job job, List<JobState> path, Instant now) {
    return findById(job.id())
        .chain(
            entity -> {
              JobMapper.copy(job, entity);
              entity.timelineLength += path.size();
              return lengthen(entity, path, now);
            });
  }

  @Override
  public Uni<List<DueJob>> due(Instant now, int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(DUE, Tuple.class)
                    .setParameter("now", now)
                    .setMaxResults(limit)
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row -> new DueJob(row.get(0, UUID.class), tenant(row.get(1, String.class))))
                    .toList());
  }

  @Override
  public Uni<List<TenantId>> tenantsWithATurn(int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(WITH_A_TURN, String.class)
                    .setParameter("ended", ENDED)
                    .setMaxResults(limit)
                    .getResultList())
        .map(ids -> ids.stream().map(StoredJobs::tenant).toList());
  }

  private static TenantId tenant(String id) {
    return new TenantId(id);
  }

  @Override
  public Uni<Void> progress(JobProgress progress) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(PROGRESS)
                    .setParameter("job", progress.jobId().toString())
                    .setParameter("sequence", progress.sequence())
                    .setParameter("percent", progress.percent())
                    .setParameter("occurredAt", progress.occurredAt().atOffset(ZoneOffset.UTC))
                    .setParameter("module", progress.module())
                    .setParameter("version", progress.version())
                    .setParameter("step", progress.step())
                    .setParameter("stepState", progress.stepState())
                    .setParameter("detail", progress.detail().orElse(""))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Uni<Void> lengthen(JobEntity job, List<JobState> path, Instant now) {
    return path.isEmpty()
        ? flush()
        : getSession()
            .chain(session -> session.flush().replaceWith(session))
            .chain(
                session ->
                    session
                        .createNativeQuery(TIMELINE)
                        .setParameter("job", job.id.toString())
                        .setParameter("before", job.timelineLength - path.size())
                        .setParameter("tenant", job.tenantId)
                        .setParameter("occurredAt", now.atOffset(ZoneOffset.UTC))
                        .setParameter("path", text(path))
                        .executeUpdate())
            .replaceWithVoid();
  }

  private static String text(List<JobState> path) {
    return path.stream().map(JobState::name).collect(Collectors.joining(","));
  }
}
