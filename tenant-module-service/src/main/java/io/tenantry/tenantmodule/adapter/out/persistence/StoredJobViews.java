package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.domain.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads jobs: at most two statements for a page, three for one job. */
@ApplicationScoped
class StoredJobViews implements JobViews {

  /** A step that was tried again has begun once more and not ended. */
  private static final Set<String> GOES_ON = Set.of("STARTED", "UNDOING");

  private static final Set<JobState> HOLDING =
      Set.of(
          JobState.VALIDATING,
          JobState.RUNNING,
          JobState.ROLLING_BACK,
          JobState.MANUAL_INTERVENTION);

  @Override
  public Uni<Page<JobView>> jobs(Filter filter, Optional<Long> below, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    below.ifPresent(number -> add("number < :below", "below", number, conditions, parameters));
    filter
        .tenant()
        .ifPresent(one -> add("tenantId = :tenant", "tenant", one, conditions, parameters));
    filter
        .module()
        .ifPresent(one -> add("module = :module", "module", one, conditions, parameters));
    filter.state().ifPresent(one -> add("state = :state", "state", one, conditions, parameters));
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return Panache.getSession()
        .chain(
            session -> {
              Mutiny.SelectionQuery<JobEntity> query =
                  session.createQuery(
                      "from JobEntity" + where + " order by number desc", JobEntity.class);
              parameters.forEach(query::setParameter);
              return query
                  .setMaxResults(limit + 1)
                  .getResultList()
                  .chain(entities -> page(session, entities, limit));
            });
  }

  @Override
  public Uni<Optional<JobView>> job(UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .find(JobEntity.class, id)
                    .chain(
                        entity ->
                            entity == null
                                ? Uni.createFrom().item(Optional.empty())
                                : single(session, entity).map(Optional::of)));
  }

  private static void add(
      String condition,
      String name,
      Object value,
      List<String> conditions,
      Map<String, Object> parameters) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private Uni<Page<JobView>> page(Mutiny.Session session, List<JobEntity> entities, int limit) {
    List<JobEntity> shown = entities.subList(0, Math.min(limit, entities.size()));
    Optional<String> next =
        entities.size() > limit
            ? Optional.of(shown.get(limit - 1).number.toString())
            : Optional.empty();
    return blockers(session, shown)
        .map(
            blockers ->
                new Page<>(
                    shown.stream().map(one -> view(one, blockers, List.of())).toList(), next));
  }

  private Uni<JobView> single(Mutiny.Session session, JobEntity entity) {
    return session
        .createQuery(
            "from JobTimelineEntity where jobId = :job and step is not null order by sequence",
            JobTimelineEntity.class)
        .setParameter("job", entity.id)
        .getResultList()
        .chain(
            timeline ->
                blockers(session, List.of(entity))
                    .map(blockers -> view(entity, blockers, steps(timeline))));
  }

  /** The job that holds each tenant of which one of these waits. */
  private Uni<Map<String, UUID>> blockers(Mutiny.Session session, List<JobEntity> jobs) {
    List<String> waiting =
        jobs.stream()
            .filter(job -> job.state == JobState.PENDING)
            .map(job -> job.tenantId)
            .distinct()
            .toList();
    if (waiting.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createQuery(
            "select tenantId, id from JobEntity where tenantId in :waiting and state in :holding",
            Tuple.class)
        .setParameter("waiting", waiting)
        .setParameter("holding", HOLDING)
        .getResultList()
        .map(StoredJobViews::byTenant);
  }

  private static Map<String, UUID> byTenant(List<Tuple> rows) {
    Map<String, UUID> blockers = new HashMap<>();
    rows.forEach(row -> blockers.put(row.get(0, String.class), row.get(1, UUID.class)));
    return blockers;
  }

  private static JobView view(
      JobEntity entity, Map<String, UUID> blockers, List<JobView.Step> steps) {
    Optional<UUID> blockedBy =
        entity.state == JobState.PENDING
            ? Optional.ofNullable(blockers.get(entity.tenantId))
            : Optional.empty();
    return new JobView(JobMapper.toDomain(entity), entity.percent, blockedBy, steps);
  }

  /** The newest state of each step, in the order in which they began. */
  private static List<JobView.Step> steps(List<JobTimelineEntity> timeline) {
    Map<String, JobView.Step> steps = new LinkedHashMap<>();
    for (JobTimelineEntity entry : timeline) {
      steps.merge(
          entry.module + "/" + entry.step,
          begun(entry),
          (earlier, later) ->
              new JobView.Step(
                  earlier.module(),
                  earlier.version(),
                  earlier.step(),
                  later.state(),
                  later.detail(),
                  earlier.startedAt(),
                  Optional.of(later.startedAt()).filter(time -> !GOES_ON.contains(later.state()))));
    }
    return List.copyOf(steps.values());
  }

  private static JobView.Step begun(JobTimelineEntity entry) {
    return new JobView.Step(
        entry.module,
        entry.version,
        entry.step,
        entry.stepState,
        Optional.ofNullable(entry.detail),
        entry.occurredAt,
        Optional.empty());
  }
}
