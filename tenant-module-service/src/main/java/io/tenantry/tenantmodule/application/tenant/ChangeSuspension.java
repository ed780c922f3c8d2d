package io.tenantry.tenantmodule.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.util.function.Function;

/**
 * Suspends tenants and resumes them. The jobs that wait in the queue of a suspended one fail with
 * the next sweep, because a request has a budget of statements; what runs goes on to its end.
 */
public final class ChangeSuspension {

  private static final String SUSPENDED = "tenant.suspended";
  private static final String RESUMED = "tenant.resumed";

  private final Tenants tenants;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public ChangeSuspension(Tenants tenants, AuditTrail audit, UnitOfWork unitOfWork, Clock clock) {
    this.tenants = tenants;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  public Uni<SuspensionOutcome> suspend(TenantId id, String reason, Origin origin) {
    return change(
        Commit.TENANT_SUSPENDED,
        id,
        tenant ->
            tenant.isSuspended()
                ? refuse(tenant, SUSPENDED, origin)
                : store(
                    tenant.suspended(reason, clock.instant()),
                    SUSPENDED,
                    "ACCEPTED " + reason,
                    origin));
  }

  public Uni<SuspensionOutcome> resume(TenantId id, Origin origin) {
    return change(
        Commit.TENANT_RESUMED,
        id,
        tenant ->
            tenant.isSuspended()
                ? store(tenant.resumed(), RESUMED, "ACCEPTED", origin)
                : refuse(tenant, RESUMED, origin));
  }

  private Uni<SuspensionOutcome> change(
      Commit name, TenantId id, Function<Tenant, Uni<SuspensionOutcome>> work) {
    return unitOfWork.run(
        name,
        Scope.of(id),
        () ->
            tenants
                .lock(id)
                .chain(
                    found ->
                        found
                            .map(work)
                            .orElseGet(
                                () ->
                                    Uni.createFrom().item(new SuspensionOutcome.NoSuchTenant()))));
  }

  private Uni<SuspensionOutcome> store(
      Tenant tenant, String action, String outcome, Origin origin) {
    return tenants
        .update(tenant)
        .chain(() -> audit.record(entry(tenant, action, outcome), origin))
        .replaceWith(new SuspensionOutcome.Changed(tenant));
  }

  private Uni<SuspensionOutcome> refuse(Tenant tenant, String action, Origin origin) {
    return audit
        .record(entry(tenant, action, "REFUSED SameAsBefore"), origin)
        .replaceWith(new SuspensionOutcome.SameAsBefore(tenant));
  }

  private static AuditEntry entry(Tenant tenant, String action, String outcome) {
    return AuditEntry.of(tenant.id(), action, tenant.id().value(), outcome);
  }
}
