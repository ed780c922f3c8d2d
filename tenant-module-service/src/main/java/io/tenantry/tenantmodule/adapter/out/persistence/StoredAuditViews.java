package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.audit.AuditCursor;
import io.tenantry.tenantmodule.application.audit.AuditEvent;
import io.tenantry.tenantmodule.application.port.AuditViews;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads audit trails in one statement. */
@ApplicationScoped
class StoredAuditViews implements AuditViews {

  private static final String COLUMNS =
      """
      trail, sequence, tenant_id, occurred_at, actor, source, action, subject, outcome,
        encode(previous_hash, 'hex') as before, encode(hash, 'hex') as hash, number
      """;

  private static final String ORDER = "occurred_at, number";

  private static final String BELOW =
      "(occurred_at, number) < (cast(:time as timestamptz), :number)";

  @Override
  public Uni<Page<AuditEvent>> events(
      Scope scope, Filter filter, Optional<AuditCursor> below, int limit) {
    NewestRows rows = new NewestRows("audit_entry", COLUMNS, ORDER, scope);
    filter.actor().ifPresent(one -> rows.narrow("actor = :actor", "actor", one));
    filter.action().ifPresent(one -> rows.narrow("action = :action", "action", one));
    filter
        .from()
        .ifPresent(
            one -> rows.narrow("occurred_at >= cast(:from as timestamptz)", "from", time(one)));
    filter
        .to()
        .ifPresent(one -> rows.narrow("occurred_at < cast(:to as timestamptz)", "to", time(one)));
    below.ifPresent(cursor -> begin(cursor, rows));
    return Panache.getSession()
        .chain(session -> rows.read(session, limit + 1))
        .map(found -> page(found, limit));
  }

  private static void begin(AuditCursor cursor, NewestRows rows) {
    rows.narrow(BELOW, "time", time(cursor.occurredAt()));
    rows.with("number", cursor.number());
  }

  private static Page<AuditEvent> page(List<Tuple> rows, int limit) {
    List<Tuple> shown = rows.subList(0, Math.min(limit, rows.size()));
    return new Page<>(
        shown.stream().map(StoredAuditViews::event).toList(),
        rows.size() > limit
            ? Optional.of(cursor(shown.get(limit - 1)).toString())
            : Optional.empty());
  }

  private static AuditCursor cursor(Tuple row) {
    return new AuditCursor(occurredAt(row), row.get("number", Long.class));
  }

  private static AuditEvent event(Tuple row) {
    return new AuditEvent(
        row.get("trail", String.class),
        row.get("sequence", Long.class),
        Optional.ofNullable(row.get("tenant_id", String.class)).map(TenantId::new),
        occurredAt(row),
        row.get("actor", String.class),
        row.get("source", String.class),
        row.get("action", String.class),
        row.get("subject", String.class),
        row.get("outcome", String.class),
        row.get("before", String.class),
        row.get("hash", String.class));
  }

  private static Instant occurredAt(Tuple row) {
    return row.get("occurred_at", OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
