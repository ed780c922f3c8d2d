package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.domain.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads jobs: at most three statements for a page, four for one job. */
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
  public Uni<Page<JobView>> jobs(Scope scope, Filter filter, Optional<Long> below, int limit) {
    NewestRows rows = new NewestRows("job", "id, number", "number", filter.within(scope));
    below.ifPresent(number -> rows.narrow("number < :below", "below", number));
    filter.module().ifPresent(one -> rows.narrow("module = :module", "module", one));
    filter.state().ifPresent(one -> rows.narrow("state = :state", "state", one.name()));
    return Panache.getSession()
        .chain(
            session ->
                rows.read(session, limit + 1)
                    .chain(found -> entities(session, found))
                    .chain(entities -> page(session, entities, limit)));
  }

  private static Uni<List<JobEntity>> entities(Mutiny.Session session, List<Tuple> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().item(List.of())
        : session
            .createQuery("from JobEntity where id in :ids order by number desc", JobEntity.class)
            .setParameter("ids", rows.stream().map(row -> row.get("id", UUID.class)).toList())
            .getResultList();
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
                    shown.stream()
                        .map(one -> view(one, blockers, Optional.empty(), List.of()))
                        .toList(),
                    next));
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
                    .chain(
                        blockers ->
                            waitingFor(session, entity)
                                .map(reason -> view(entity, blockers, reason, steps(timeline)))));
  }

  private static Uni<Optional<String>> waitingFor(Mutiny.Session session, JobEntity entity) {
    return entity.state == JobState.VALIDATING
        ? session
            .find(PlanCheckEntity.class, entity.id)
            .map(check -> Optional.ofNullable(check).map(one -> one.reason))
        : Uni.createFrom().item(Optional.empty());
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
      JobEntity entity,
      Map<String, UUID> blockers,
      Optional<String> waitingFor,
      List<JobView.Step> steps) {
    Optional<UUID> blockedBy =
        entity.state == JobState.PENDING
            ? Optional.ofNullable(blockers.get(entity.tenantId))
            : Optional.empty();
    return new JobView(JobMapper.toDomain(entity), entity.percent, blockedBy, waitingFor, steps);
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
