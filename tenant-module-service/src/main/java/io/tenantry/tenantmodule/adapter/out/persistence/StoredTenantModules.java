package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Tenants' modules in PostgreSQL. */
@ApplicationScoped
class StoredTenantModules
    implements TenantModules, PanacheRepositoryBase<TenantModuleEntity, TenantModuleEntity.Key> {

  private static final String WITH_KEPT_DATA =
      """
      select one, kept from TenantEntity tenant
      left join TenantModuleEntity one on one.tenantId = tenant.id
      left join KeptDataEntity kept on kept.tenantId = tenant.id and kept.id = :keptData
      where tenant.id = :tenant
      order by one.module
      """;

  @Override
  public Uni<List<InstalledModule>> of(TenantId tenant) {
    return find("tenantId = ?1 order by module", tenant.value())
        .list()
        .map(entities -> entities.stream().map(StoredTenantModules::toDomain).toList());
  }

  @Override
  public Uni<List<InstalledModule>> of(TenantId tenant, UUID keptData) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(WITH_KEPT_DATA, Tuple.class)
                    .setParameter("tenant", tenant.value())
                    .setParameter("keptData", keptData)
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(row -> row.get(0, TenantModuleEntity.class))
                    .filter(Objects::nonNull)
                    .map(StoredTenantModules::toDomain)
                    .toList());
  }

  @Override
  public Uni<Void> save(InstalledModule module) {
    return getSession().chain(session -> session.merge(toEntity(module))).replaceWithVoid();
  }

  @Override
  public Uni<Void> remove(InstalledModule module) {
    return deleteById(
            new TenantModuleEntity.Key(module.tenantId().value(), module.module().value()))
        .replaceWithVoid();
  }

  static InstalledModule toDomain(TenantModuleEntity entity) {
    return new InstalledModule(
        new TenantId(entity.tenantId),
        new ModuleName(entity.module),
        entity.version,
        entity.installedAs,
        entity.namespace,
        entity.permissions.toDomain(),
        Json.toText(entity.parameters),
        new DataLocation(
            entity.server,
            entity.database,
            entity.schema,
            entity.runtimeRole,
            entity.runtimeSecret),
        entity.jobId,
        entity.since);
  }

  private static TenantModuleEntity toEntity(InstalledModule module) {
    TenantModuleEntity entity = new TenantModuleEntity();
    entity.tenantId = module.tenantId().value();
    entity.module = module.module().value();
    entity.version = module.version();
    entity.installedAs = module.installedAs();
    entity.namespace = module.namespace();
    entity.permissions = PermissionsDocument.of(module.permissions());
    entity.parameters = Json.toMap(module.parameters());
    entity.server = module.location().server();
    entity.database = module.location().database();
    entity.schema = module.location().schema();
    entity.runtimeRole = module.location().runtimeRole();
    entity.runtimeSecret = module.location().runtimeSecret();
    entity.jobId = module.jobId();
    entity.since = module.since();
    return entity;
  }
}
