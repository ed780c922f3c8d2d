package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.UnitOfWork;

/** Remembers who reached for another tenant's things. */
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
    return unitOfWork.run(
        Commit.REFUSED_ACCESS_NOTED, Scope.PLATFORM, () -> audit.record(entry, origin));
  }
}
