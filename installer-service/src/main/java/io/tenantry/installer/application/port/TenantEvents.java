package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.database.DatabaseRef;

/**
 * What the saga is told about tenants' databases; each becomes part of the current unit of work.
 */
public interface TenantEvents {

  Uni<Void> provisioned(String tenantId, DatabaseRef database, Origin origin);

  Uni<Void> provisioningFailed(String tenantId, String code, String detail, Origin origin);
}
