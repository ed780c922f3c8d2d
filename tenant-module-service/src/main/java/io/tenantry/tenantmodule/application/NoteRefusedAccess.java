package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Remembers who reached for another tenant's things, and who may not do what they tried. */
public final class NoteRefusedAccess {

  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;

  public NoteRefusedAccess(AuditTrail audit, UnitOfWork unitOfWork) {
    this.audit = audit;
    this.unitOfWork = unitOfWork;
  }

  /** Takes what was reached for, such as {@code GET /v1/tenants/acme/modules}. */
  public Uni<Void> handle(String what, Origin origin) {
    AuditEntry entry = AuditEntry.ofPlatform("access.refused", what, "NOT_FOUND");
    return note(entry, origin);
  }

  /**
   * A request was refused before a use case heard of it. Takes in whose trail that belongs, and
   * why.
   */
  public Uni<Void> handle(Optional<TenantId> tenant, String what, String why, Origin origin) {
    return note(new AuditEntry(tenant, "request.refused", what, "REFUSED " + why), origin);
  }

  private Uni<Void> note(AuditEntry entry, Origin origin) {
    Scope scope = entry.tenant().map(Scope::of).orElse(Scope.PLATFORM);
    return unitOfWork.run(Commit.REFUSED_ACCESS_NOTED, scope, () -> audit.record(entry, origin));
  }
}
