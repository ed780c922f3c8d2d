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

/** Usage of modules in PostgreSQL. */
@ApplicationScoped
class StoredModuleUsage
    implements ModuleUsage, PanacheRepositoryBase<ModuleUsageEntity, ModuleUsageEntity.Key> {

  private static final String OF_VERSION =
      UsageRow.SELECT + "where v.name = :module and v.version = :version";

  @Override
  public Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since) {
    ModuleUsageEntity entity = new ModuleUsageEntity();
    entity.tenantId = tenantId;
    entity.module = module.value();
    entity.version = version.toString();
    entity.since = since;
    return getSession().chain(session -> session.merge(entity)).replaceWithVoid();
  }

  @Override
  public Uni<Void> end(String tenantId, ModuleName module) {
    return deleteById(new ModuleUsageEntity.Key(tenantId, module.value())).replaceWithVoid();
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
