package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.audit.AuditCursor;
import io.tenantry.tenantmodule.application.audit.AuditEvent;
import java.time.Instant;
import java.util.Optional;

/** Audit trails as readers see them. */
@FunctionalInterface
public interface AuditViews {

  /** Entries of the scope that match, newest first, below the cursor. */
  Uni<Page<AuditEvent>> events(Scope scope, Filter filter, Optional<AuditCursor> below, int limit);

  /**
   * Which entries are wanted; what is empty does not narrow.
   *
   * @param from the first instant
   * @param to the instant after the last
   */
  record Filter(
      Optional<String> actor,
      Optional<String> action,
      Optional<Instant> from,
      Optional<Instant> to) {}
}
