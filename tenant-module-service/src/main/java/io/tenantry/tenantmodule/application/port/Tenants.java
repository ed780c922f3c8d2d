package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All tenants. */
public interface Tenants {

  /** Adds a tenant; false when that id is taken. */
  Uni<Boolean> add(Tenant tenant);

  /**
   * Finds it and keeps everybody else from changing anything of it until the unit of work ends.
   * Whoever changes a tenant's jobs or modules does this first.
   */
  Uni<Optional<Tenant>> lock(TenantId id);

  /** The same, by one of its jobs; empty when there is no such job in the scope. */
  Uni<Optional<Tenant>> lockOwnerOf(UUID job);

  Uni<Void> update(Tenant tenant);

  /** Tenants that are suspended and have a queued job. */
  Uni<List<TenantId>> suspendedWithAQueue(int limit);
}
