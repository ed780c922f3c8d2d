package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.PurgeOrder;

/**
 * What the saga is told about tenants' databases and the data kept in them; each becomes part of
 * the current unit of work.
 */
public interface TenantEvents {

  Uni<Void> provisioned(String tenantId, DatabaseRef database, Origin origin);

  Uni<Void> provisioningFailed(String tenantId, String code, String detail, Origin origin);

  Uni<Void> purged(PurgeOrder order, Origin origin);
}
