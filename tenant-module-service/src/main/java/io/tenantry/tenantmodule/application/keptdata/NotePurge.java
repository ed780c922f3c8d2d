package io.tenantry.tenantmodule.application.keptdata;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;

/** Notes that the installer has destroyed kept data. */
public final class NotePurge {

  private final Tenants tenants;
  private final KeptDataStore store;
  private final IgnoredEvents ignoredEvents;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;

  public NotePurge(
      Tenants tenants,
      KeptDataStore store,
      IgnoredEvents ignoredEvents,
      AuditTrail audit,
      UnitOfWork unitOfWork) {
    this.tenants = tenants;
    this.store = store;
    this.ignoredEvents = ignoredEvents;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Void> onPurged(UUID eventId, TenantId tenant, UUID id, Origin origin) {
    return unitOfWork.oncePer(
        Commit.KEPT_DATA_PURGE_NOTED,
        eventId,
        Scope.of(tenant),
        () ->
            tenants
                .lock(tenant)
                .chain(() -> store.remove(id))
                .chain(known -> known ? note(tenant, id, origin) : ignore(tenant, id)));
  }

  private Uni<Void> note(TenantId tenant, UUID id, Origin origin) {
    return audit.record(AuditEntry.of(tenant, "kept-data.purged", id.toString(), "PURGED"), origin);
  }

  private Uni<Void> ignore(TenantId tenant, UUID id) {
    ignoredEvents.unknownKeptData(tenant, id);
    return Uni.createFrom().voidItem();
  }
}
