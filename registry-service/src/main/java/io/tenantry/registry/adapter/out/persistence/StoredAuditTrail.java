package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.AuditEntry;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.application.port.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;

/**
 * The audit trail of the catalogue in PostgreSQL. Each entry carries the hash of the one before it;
 * {@code audit_first_flaw} tells whether the trail is whole.
 */
@ApplicationScoped
class StoredAuditTrail implements AuditTrail {

  private static final String RECORD =
      """
      select audit_record(cast(:occurredAt as timestamptz), :actor, :source, :action, :subject,
        :outcome)
      """;

  private final Clock clock;

  StoredAuditTrail(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Void> record(AuditEntry entry, Origin origin) {
    return Panache.getSession()
        .chain(session -> session.flush().replaceWith(session))
        .chain(
            session ->
                session
                    .createNativeQuery(RECORD, Long.class)
                    .setParameter("occurredAt", OffsetDateTime.now(clock))
                    .setParameter("actor", origin.actor())
                    .setParameter("source", origin.source())
                    .setParameter("action", entry.action())
                    .setParameter("subject", entry.subject())
                    .setParameter("outcome", entry.outcome())
                    .getSingleResult())
        .replaceWithVoid();
  }
}
