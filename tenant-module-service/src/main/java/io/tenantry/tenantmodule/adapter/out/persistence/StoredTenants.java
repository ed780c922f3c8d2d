package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tenants in PostgreSQL. */
@ApplicationScoped
class StoredTenants implements Tenants, TenantViews, PanacheRepositoryBase<TenantEntity, String> {

  private static final String INSERT =
      """
      insert into tenant (id, name, isolation, status, registered_at)
      values (:id, :name, :isolation, :status, cast(:registeredAt as timestamptz))
      on conflict (id) do nothing
      """;

  /**
   * The job comes along, locked after its tenant: whoever wants it next, in the same unit of work,
   * needs no statement.
   */
  private static final String OWNER =
      """
      select tenant, job from TenantEntity tenant
      join JobEntity job on job.tenantId = tenant.id
      where job.id = :job
      """;

  private static final String SUSPENDED_WITH_A_QUEUE =
      """
      select id from TenantEntity tenant
      where suspendedSince is not null
        and exists (from JobEntity where tenantId = tenant.id and state = PENDING)
      order by id
      """;

  @Override
  public Uni<Boolean> add(Tenant tenant) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter("id", tenant.id().value())
                    .setParameter("name", tenant.name())
                    .setParameter("isolation", tenant.isolation().name())
                    .setParameter("status", tenant.status().name())
                    .setParameter("registeredAt", tenant.registeredAt().atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  @Override
  public Uni<Optional<Tenant>> lock(TenantId id) {
    return findById(id.value(), LockModeType.PESSIMISTIC_WRITE).map(StoredTenants::toDomain);
  }

  @Override
  public Uni<Optional<Tenant>> lockOwnerOf(UUID job) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(OWNER, Tuple.class)
                    .setParameter("job", job)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList())
        .map(rows -> rows.stream().findFirst())
        .map(row -> row.map(one -> TenantMapper.toDomain(one.get(0, TenantEntity.class))));
  }

  @Override
  public Uni<Void> update(Tenant tenant) {
    return findById(tenant.id().value())
        .invoke(entity -> TenantMapper.copy(tenant, entity))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<TenantId>> suspendedWithAQueue(int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(SUSPENDED_WITH_A_QUEUE, String.class)
                    .setMaxResults(limit)
                    .getResultList())
        .map(ids -> ids.stream().map(TenantId::new).toList());
  }

  @Override
  public Uni<Page<Tenant>> tenants(Optional<String> after, int limit) {
    return find("id > ?1 order by id", after.orElse(""))
        .range(0, limit)
        .list()
        .map(entities -> page(entities, limit));
  }

  @Override
  public Uni<Optional<Tenant>> tenant(TenantId id) {
    return findById(id.value()).map(StoredTenants::toDomain);
  }

  private static Page<Tenant> page(List<TenantEntity> entities, int limit) {
    List<Tenant> tenants = entities.stream().limit(limit).map(TenantMapper::toDomain).toList();
    return new Page<>(
        tenants,
        entities.size() > limit
            ? Optional.of(tenants.get(limit - 1).id().value())
            : Optional.empty());
  }

  private static Optional<Tenant> toDomain(TenantEntity entity) {
    return Optional.ofNullable(entity).map(TenantMapper::toDomain);
  }
}
