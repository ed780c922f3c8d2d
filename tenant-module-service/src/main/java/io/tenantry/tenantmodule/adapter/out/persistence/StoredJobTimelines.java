package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.JobNews;
import io.tenantry.tenantmodule.application.job.TimelinePosition;
import io.tenantry.tenantmodule.application.port.JobTimelines;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Timelines in PostgreSQL. Whoever adds a line holds the lock of the job's row, so the lines of a
 * job become visible in their order.
 */
@ApplicationScoped
class StoredJobTimelines implements JobTimelines {

  private static final String AFTER =
      """
      select cast(line.job_id as text) as job, line.sequence, line.occurred_at, line.job_state,
        line.module, line.version, line.step, line.step_state, line.percent,
        coalesce(line.detail, case when line.job_state in
          ('ROLLING_BACK', 'MANUAL_INTERVENTION', 'FAILED') then job.problem ->> 'detail' end)
          as message
      from unnest(cast(string_to_array(:jobs, ',') as uuid[]),
        cast(string_to_array(:sequences, ',') as bigint[])) as wanted (job_id, sequence)
      join job on job.id = wanted.job_id
      cross join lateral (
        select * from job_timeline
        where job_id = wanted.job_id and sequence > wanted.sequence
        order by sequence
        limit :most) as line
      order by line.job_id, line.sequence
      """;

  @Override
  public Uni<Optional<TimelinePosition>> position(UUID job) {
    return Panache.getSession()
        .chain(session -> session.find(JobEntity.class, job))
        .map(entity -> Optional.ofNullable(entity).map(StoredJobTimelines::position));
  }

  private static TimelinePosition position(JobEntity job) {
    return new TimelinePosition(
        new TenantId(job.tenantId), job.timelineLength, job.state.isFinal());
  }

  @Override
  public Uni<List<JobNews>> after(Map<UUID, Long> sequences, int most) {
    List<Map.Entry<UUID, Long>> wanted = List.copyOf(sequences.entrySet());
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(AFTER, Tuple.class)
                    .setParameter("jobs", text(wanted, Map.Entry::getKey))
                    .setParameter("sequences", text(wanted, Map.Entry::getValue))
                    .setParameter("most", most)
                    .getResultList())
        .map(rows -> rows.stream().map(StoredJobTimelines::news).toList());
  }

  private static String text(
      List<Map.Entry<UUID, Long>> wanted, Function<Map.Entry<UUID, Long>, Object> part) {
    return wanted.stream().map(part).map(Object::toString).collect(Collectors.joining(","));
  }

  private static JobNews news(Tuple row) {
    return new JobNews(
        UUID.fromString(row.get("job", String.class)),
        row.get("sequence", Integer.class),
        row.get("occurred_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.get("job_state", String.class)).map(JobState::valueOf),
        Optional.ofNullable(row.get("step", String.class)).map(step -> step(step, row)),
        Optional.ofNullable(row.get("message", String.class)));
  }

  private static JobNews.Step step(String step, Tuple row) {
    return new JobNews.Step(
        row.get("module", String.class),
        row.get("version", String.class),
        step,
        row.get("step_state", String.class),
        row.get("percent", Integer.class));
  }
}
