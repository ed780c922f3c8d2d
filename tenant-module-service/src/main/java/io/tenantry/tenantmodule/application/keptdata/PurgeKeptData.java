package io.tenantry.tenantmodule.application.keptdata;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lets the installer destroy kept data; there is no way back. */
public final class PurgeKeptData {

  private static final String ACTION = "kept-data.purge-requested";

  private final Tenants tenants;
  private final KeptDataStore store;
  private final KeptDataEvents events;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public PurgeKeptData(
      Tenants tenants,
      KeptDataStore store,
      KeptDataEvents events,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    this.tenants = tenants;
    this.store = store;
    this.events = events;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /** A repeated wish is accepted again, and the installer hears of it once. */
  public Uni<PurgeOutcome> handle(TenantId tenantId, UUID id, Origin origin) {
    return unitOfWork.run(
        Commit.KEPT_DATA_PURGE_REQUESTED,
        Scope.of(tenantId),
        () ->
            tenants
                .lock(tenantId)
                .chain(
                    tenant ->
                        tenant
                            .map(owner -> purge(owner, id, origin))
                            .orElseGet(() -> answer(new PurgeOutcome.NoSuchTenant()))));
  }

  private Uni<PurgeOutcome> purge(Tenant tenant, UUID id, Origin origin) {
    return tenant.isSuspended()
        ? refuse(tenant, id, origin)
        : store.find(id).chain(found -> purge(tenant.id(), found, origin));
  }

  private Uni<PurgeOutcome> purge(TenantId tenant, Optional<KeptData> found, Origin origin) {
    return found
        .filter(data -> data.tenantId().equals(tenant))
        .map(data -> purge(data, origin))
        .orElseGet(() -> answer(new PurgeOutcome.NoSuchData()));
  }

  private Uni<PurgeOutcome> purge(KeptData data, Origin origin) {
    return data.status() == KeptDataStatus.PURGING
        ? answer(new PurgeOutcome.Accepted(data))
        : store
            .isBeingRestored(data.id())
            .chain(
                wanted ->
                    wanted
                        ? refuse(data.with(KeptDataStatus.RESTORING), origin)
                        : request(data.with(KeptDataStatus.PURGING), origin));
  }

  private Uni<PurgeOutcome> refuse(KeptData data, Origin origin) {
    return audit
        .record(entry(data, "REFUSED " + data.status()), origin)
        .chain(() -> answer(new PurgeOutcome.BeingRestored(data)));
  }

  private Uni<PurgeOutcome> refuse(Tenant tenant, UUID id, Origin origin) {
    AuditEntry entry = AuditEntry.of(tenant.id(), ACTION, id.toString(), "REFUSED TenantSuspended");
    return audit
        .record(entry, origin)
        .chain(() -> answer(new PurgeOutcome.TenantSuspended(tenant)));
  }

  private Uni<PurgeOutcome> request(KeptData data, Origin origin) {
    Instant now = clock.instant();
    return store
        .update(data)
        .chain(() -> audit.record(entry(data, data.status().name()), origin))
        .chain(() -> events.purgeRequested(data, origin.actor(), now, origin))
        .chain(() -> answer(new PurgeOutcome.Accepted(data)));
  }

  private static AuditEntry entry(KeptData data, String outcome) {
    return AuditEntry.of(data.tenantId(), ACTION, data.id().toString(), outcome);
  }

  private static Uni<PurgeOutcome> answer(PurgeOutcome outcome) {
    return Uni.createFrom().item(outcome);
  }
}
