package io.tenantry.tenantmodule.domain.module;

import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A module that a tenant has.
 *
 * @param parameters JSON object, secrets only as references
 * @param jobId job that made it so
 */
public record InstalledModule(
    TenantId tenantId,
    ModuleName module,
    String version,
    InstalledAs installedAs,
    String namespace,
    List<Permission> permissions,
    String parameters,
    DataLocation location,
    UUID jobId,
    Instant since) {

  public InstalledModule {
    permissions = List.copyOf(permissions);
  }
}
