package io.tenantry.tenantmodule.application.tenant;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.TenantEvents;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Clock;
import java.util.Optional;

/** Takes a customer onto the platform; its database is made from there. */
public final class RegisterTenant {

  private final Tenants tenants;
  private final TenantEvents events;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public RegisterTenant(
      Tenants tenants, TenantEvents events, AuditTrail audit, UnitOfWork unitOfWork, Clock clock) {
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /** Answers the tenant; empty when its id is taken. */
  public Uni<Optional<Tenant>> handle(Command command, Origin origin) {
    Tenant tenant =
        Tenant.registered(command.id(), command.name(), command.isolation(), clock.instant());
    return unitOfWork.run(
        Commit.TENANT_REGISTERED,
        Scope.of(command.id()),
        () -> tenants.add(tenant).chain(added -> added ? tell(tenant, origin) : taken()));
  }

  private Uni<Optional<Tenant>> tell(Tenant tenant, Origin origin) {
    AuditEntry entry =
        AuditEntry.of(tenant.id(), "tenant.registered", tenant.id().value(), "ACCEPTED");
    return audit
        .record(entry, origin)
        .chain(() -> events.registered(tenant, origin))
        .replaceWith(Optional.of(tenant));
  }

  private static Uni<Optional<Tenant>> taken() {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Register this tenant. */
  public record Command(TenantId id, String name, Isolation isolation) {}
}
