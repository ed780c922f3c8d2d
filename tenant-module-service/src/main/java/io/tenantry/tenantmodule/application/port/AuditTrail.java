package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;

/** Keeps what was done, and what was refused, for ever and in order. */
public interface AuditTrail {

  Uni<Void> record(AuditEntry entry, Origin origin);
}
