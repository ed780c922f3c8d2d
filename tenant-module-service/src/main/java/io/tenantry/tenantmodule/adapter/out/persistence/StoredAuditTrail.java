package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.Audited;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.OffsetDateTime;

/**
 * Audit trails in PostgreSQL, one for each tenant and one for the platform. Each entry carries the
 * hash of the one before it; length and last hash stand in {@code audit_trail}, and {@code
 * audit_first_flaw} tells whether a trail is whole.
 */
@ApplicationScoped
class StoredAuditTrail implements AuditTrail {

  private static final String PLATFORM = "@platform";

  private static final String RECORD =
      """
      select audit_record(:trail, nullif(:tenant, ''), cast(:occurredAt as timestamptz), :actor,
        :source, :action, :subject, :outcome)
      """;

  private final Clock clock;
  private final Event<Audited> audited;

  StoredAuditTrail(Clock clock, Event<Audited> audited) {
    this.clock = clock;
    this.audited = audited;
  }

  @Override
  public Uni<Void> record(AuditEntry entry, Origin origin) {
    String tenant = entry.tenant().map(TenantId::value).orElse("");
    return Panache.getSession()
        .chain(session -> session.flush().replaceWith(session))
        .chain(
            session ->
                session
                    .createNativeQuery(RECORD, Long.class)
                    .setParameter("trail", tenant.isEmpty() ? PLATFORM : tenant)
                    .setParameter("tenant", tenant)
                    .setParameter("occurredAt", OffsetDateTime.now(clock))
                    .setParameter("actor", origin.actor())
                    .setParameter("source", origin.source())
                    .setParameter("action", entry.action())
                    .setParameter("subject", entry.subject())
                    .setParameter("outcome", entry.outcome())
                    .getSingleResult())
        .invoke(() -> audited.fire(new Audited()))
        .replaceWithVoid();
  }
}
