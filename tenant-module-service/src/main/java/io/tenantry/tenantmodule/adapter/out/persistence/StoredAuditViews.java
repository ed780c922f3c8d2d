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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads audit trails in one statement. Whose they are is a condition of it, beside row security,
 * because an index knows nothing of policies: each tenant's newest entries are taken from an index,
 * and only these are sorted.
 */
@ApplicationScoped
class StoredAuditViews implements AuditViews {

  private static final String ENTRIES =
      """
      select trail, sequence, tenant_id, occurred_at, actor, source, action, subject, outcome,
        encode(previous_hash, 'hex') as before, encode(hash, 'hex') as hash, number
      from audit_entry
      """;

  private static final String NEWEST = " order by occurred_at desc, number desc limit :limit";

  private static final String OF_TENANTS =
      """
      select entry.*
      from unnest(string_to_array(:tenants, ',')) as wanted (tenant)
      cross join lateral (%s) as entry
      """;

  @Override
  public Uni<Page<AuditEvent>> events(
      Scope scope, Filter filter, Optional<AuditCursor> below, int limit) {
    Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit + 1));
    List<String> conditions = new ArrayList<>();
    if (!scope.platform()) {
      conditions.add("tenant_id = wanted.tenant");
      parameters.put("tenants", EnteredScope.tenants(scope));
    }
    narrow(filter, conditions, parameters);
    below.ifPresent(cursor -> begin(cursor, conditions, parameters));
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    String entries = ENTRIES + where + NEWEST;
    return read(scope.platform() ? entries : OF_TENANTS.formatted(entries) + NEWEST, parameters)
        .map(rows -> page(rows, limit));
  }

  private static void narrow(
      Filter filter, List<String> conditions, Map<String, Object> parameters) {
    filter.actor().ifPresent(one -> add("actor = :actor", "actor", one, conditions, parameters));
    filter
        .action()
        .ifPresent(one -> add("action = :action", "action", one, conditions, parameters));
    filter
        .from()
        .ifPresent(
            one ->
                add(
                    "occurred_at >= cast(:from as timestamptz)",
                    "from",
                    time(one),
                    conditions,
                    parameters));
    filter
        .to()
        .ifPresent(
            one ->
                add(
                    "occurred_at < cast(:to as timestamptz)",
                    "to",
                    time(one),
                    conditions,
                    parameters));
  }

  private static void begin(
      AuditCursor cursor, List<String> conditions, Map<String, Object> parameters) {
    parameters.put("number", cursor.number());
    add(
        "(occurred_at, number) < (cast(:time as timestamptz), :number)",
        "time",
        time(cursor.occurredAt()),
        conditions,
        parameters);
  }

  private static void add(
      String condition,
      String name,
      Object value,
      List<String> conditions,
      Map<String, Object> parameters) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private static Uni<List<Tuple>> read(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Tuple.class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
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
