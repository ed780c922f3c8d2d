package io.tenantry.tenantmodule.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.job.JobQueue;
import io.tenantry.tenantmodule.application.job.QueueClosing;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Notes whether the installer could make a tenant's database. */
public final class NoteProvisioning {

  private final Tenants tenants;
  private final JobQueue queue;
  private final QueueClosing closing;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;

  public NoteProvisioning(
      Tenants tenants,
      JobQueue queue,
      QueueClosing closing,
      AuditTrail audit,
      UnitOfWork unitOfWork) {
    this.tenants = tenants;
    this.queue = queue;
    this.closing = closing;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
  }

  /** The database is there; jobs that have waited for it begin. */
  public Uni<Void> onProvisioned(
      UUID eventId, TenantId tenantId, DatabaseLocation location, Origin origin) {
    return change(eventId, tenantId, tenant -> tenant.provisioned(location), origin);
  }

  /** There will be no database; jobs that have waited for it fail. */
  public Uni<Void> onFailed(
      UUID eventId, TenantId tenantId, ProvisioningProblem problem, Origin origin) {
    return change(eventId, tenantId, tenant -> tenant.provisioningFailed(problem), origin);
  }

  private Uni<Void> change(
      UUID eventId, TenantId tenantId, UnaryOperator<Tenant> change, Origin origin) {
    return unitOfWork.oncePer(
        Commit.PROVISIONING_NOTED,
        eventId,
        Scope.of(tenantId),
        () ->
            tenants
                .lock(tenantId)
                .chain(
                    found ->
                        found
                            .map(tenant -> note(tenant, change.apply(tenant), origin))
                            .orElseGet(() -> Uni.createFrom().voidItem())));
  }

  private Uni<Void> note(Tenant before, Tenant after, Origin origin) {
    if (after.equals(before)) {
      return Uni.createFrom().voidItem();
    }
    AuditEntry entry =
        AuditEntry.of(after.id(), "tenant.provisioned", after.id().value(), after.status().name());
    return tenants
        .update(after)
        .chain(() -> audit.record(entry, origin))
        .chain(
            () ->
                after.acceptsJobs() ? queue.advance(after, origin) : closing.close(after, origin));
  }
}
