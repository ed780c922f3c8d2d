package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.KeptDataViews;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Kept data in PostgreSQL; a list takes two statements. */
@ApplicationScoped
class StoredKeptData
    implements KeptDataStore, KeptDataViews, PanacheRepositoryBase<KeptDataEntity, UUID> {

  private static final Set<JobState> ENDED = Set.of(JobState.SUCCEEDED, JobState.FAILED);

  private static final String RESTORED =
      "select restores from JobEntity where restores in :ids and state not in :ended";

  private static final String DUE =
      """
      from KeptDataEntity kept
      where status = KEPT and purgeAfter <= :now
        and not exists (from JobEntity where restores = kept.id and state not in :ended)
        and not exists (from TenantEntity where id = kept.tenantId and suspendedSince is not null)
      order by purgeAfter
      """;

  @Override
  public Uni<Void> add(KeptData data) {
    KeptDataEntity entity = new KeptDataEntity();
    entity.id = data.id();
    entity.tenantId = data.tenantId().value();
    entity.module = data.module().value();
    entity.version = data.version();
    entity.jobId = data.jobId();
    entity.keptAt = data.keptAt();
    entity.purgeAfter = data.purgeAfter();
    entity.status = data.status();
    return persist(entity).replaceWithVoid();
  }

  @Override
  public Uni<Optional<KeptData>> find(UUID id) {
    return findById(id).map(entity -> Optional.ofNullable(entity).map(StoredKeptData::toDomain));
  }

  @Override
  public Uni<Boolean> isBeingRestored(UUID id) {
    return restored(Set.of(id)).map(restored -> restored.contains(id));
  }

  @Override
  public Uni<Void> update(KeptData data) {
    return findById(data.id()).invoke(entity -> entity.status = data.status()).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> remove(UUID id) {
    return deleteById(id);
  }

  @Override
  public Uni<List<KeptData>> due(Instant now, int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(DUE, KeptDataEntity.class)
                    .setParameter("now", now)
                    .setParameter("ended", ENDED)
                    .setMaxResults(limit)
                    .getResultList())
        .map(entities -> entities.stream().map(StoredKeptData::toDomain).toList());
  }

  @Override
  public Uni<Page<KeptData>> keptData(TenantId tenant, Optional<Long> below, int limit) {
    return find(
            "tenantId = ?1 and number < ?2 order by number desc",
            tenant.value(),
            below.orElse(Long.MAX_VALUE))
        .range(0, limit)
        .list()
        .chain(
            entities ->
                restored(entities.stream().map(entity -> entity.id).toList())
                    .map(restored -> page(entities, restored, limit)));
  }

  private Uni<Set<UUID>> restored(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : getSession()
            .chain(
                session ->
                    session
                        .createQuery(RESTORED, UUID.class)
                        .setParameter("ids", ids)
                        .setParameter("ended", ENDED)
                        .getResultList())
            .map(Set::copyOf);
  }

  private static Page<KeptData> page(List<KeptDataEntity> entities, Set<UUID> restored, int limit) {
    List<KeptDataEntity> shown = entities.subList(0, Math.min(limit, entities.size()));
    return new Page<>(
        shown.stream().map(entity -> view(entity, restored)).toList(),
        entities.size() > limit
            ? Optional.of(shown.get(limit - 1).number.toString())
            : Optional.empty());
  }

  private static KeptData view(KeptDataEntity entity, Set<UUID> restored) {
    KeptData data = toDomain(entity);
    return restored.contains(entity.id) ? data.with(KeptDataStatus.RESTORING) : data;
  }

  private static KeptData toDomain(KeptDataEntity entity) {
    return new KeptData(
        entity.id,
        new TenantId(entity.tenantId),
        new ModuleName(entity.module),
        entity.version,
        entity.jobId,
        entity.keptAt,
        entity.purgeAfter,
        entity.status);
  }
}
