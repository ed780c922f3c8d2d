package io.tenantry.tenantmodule.domain.keptdata;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * Data that a removed module has left, set aside.
 *
 * @param version that it was made with
 * @param jobId job that removed the module
 * @param purgeAfter when it is destroyed at the latest, unless it is being restored then
 */
public record KeptData(
    UUID id,
    TenantId tenantId,
    ModuleName module,
    String version,
    UUID jobId,
    Instant keptAt,
    Instant purgeAfter,
    KeptDataStatus status) {

  public KeptData with(KeptDataStatus newStatus) {
    return new KeptData(id, tenantId, module, version, jobId, keptAt, purgeAfter, newStatus);
  }
}
