package io.tenantry.tenantmodule.application.audit;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.AuditViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import java.util.Optional;

/** Reads what was done and what was refused; the trails of others do not exist for the reader. */
public final class FindAuditEvents {

  private final AuditViews views;
  private final UnitOfWork unitOfWork;

  public FindAuditEvents(AuditViews views, UnitOfWork unitOfWork) {
    this.views = views;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Page<AuditEvent>> page(
      Scope scope, AuditViews.Filter filter, Optional<AuditCursor> below, int limit) {
    return unitOfWork.look(scope, () -> views.events(scope, filter, below, limit));
  }
}
