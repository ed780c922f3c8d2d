package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Usage;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.function.Supplier;

/** Usage of modules in PostgreSQL. */
@ApplicationScoped
class StoredModuleUsage
    implements ModuleUsage, PanacheRepositoryBase<ModuleUsageEntity, ModuleUsageEntity.Key> {

  private static final String CHANGE =
      """
      insert into module_usage_change as last (tenant_id, module, changed_at)
      values (:tenant, :module, cast(cast(:at as text) as timestamptz))
      on conflict (tenant_id, module) do update set changed_at = excluded.changed_at
      where last.changed_at <= excluded.changed_at
      """;

  private static final String OF_VERSION =
      UsageRow.SELECT + "where v.name = :module and v.version = :version";

  @Override
  public Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since) {
    ModuleUsageEntity entity = new ModuleUsageEntity();
    entity.tenantId = tenantId;
    entity.module = module.value();
    entity.version = version.toString();
    entity.since = since;
    return unlessLate(
        tenantId,
        module,
        since,
        () -> getSession().chain(session -> session.merge(entity)).replaceWithVoid());
  }

  @Override
  public Uni<Void> end(String tenantId, ModuleName module, Instant since) {
    ModuleUsageEntity.Key key = new ModuleUsageEntity.Key(tenantId, module.value());
    return unlessLate(tenantId, module, since, () -> deleteById(key).replaceWithVoid());
  }

  private Uni<Void> unlessLate(
      String tenantId, ModuleName module, Instant at, Supplier<Uni<Void>> change) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CHANGE)
                    .setParameter("tenant", tenantId)
                    .setParameter("module", module.value())
                    .setParameter("at", at.toString())
                    .executeUpdate())
        .chain(changed -> changed == 1 ? change.get() : Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Usage> of(ModuleName module, Version version) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(OF_VERSION, Tuple.class)
                    .setParameter("module", module.value())
                    .setParameter("version", version.toString())
                    .getSingleResult())
        .map(UsageRow::usage);
  }
}
