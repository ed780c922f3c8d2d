package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Usage of modules in PostgreSQL. */
@ApplicationScoped
class StoredModuleUsage
    implements ModuleUsage, PanacheRepositoryBase<ModuleUsageEntity, ModuleUsageEntity.Key> {

  @Override
  public Uni<Void> use(String tenantId, ModuleName module, Version version, Instant since) {
    ModuleUsageEntity entity = new ModuleUsageEntity();
    entity.tenantId = tenantId;
    entity.module = module.value();
    entity.version = version.toString();
    entity.since = since;
    return getSession().chain(session -> session.merge(entity)).replaceWithVoid();
  }
}
