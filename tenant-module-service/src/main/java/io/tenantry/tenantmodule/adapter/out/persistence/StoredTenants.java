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
    return find("id = (select tenantId from JobEntity where id = ?1)", job)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(StoredTenants::toDomain);
  }

  @Override
  public Uni<Void> update(Tenant tenant) {
    return findById(tenant.id().value())
        .invoke(entity -> TenantMapper.copy(tenant, entity))
        .replaceWithVoid();
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
