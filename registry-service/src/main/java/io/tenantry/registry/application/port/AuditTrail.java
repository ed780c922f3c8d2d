package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.AuditEntry;
import io.tenantry.registry.application.Origin;

/** Who changed what; an entry becomes part of the current unit of work. */
public interface AuditTrail {

  Uni<Void> record(AuditEntry entry, Origin origin);
}
