package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.audit.AuditEvent;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An entry of an audit trail, as clients see it.
 *
 * @param occurredAt with six digits of a second, as it is hashed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEventDocument(
    String trail,
    long sequence,
    String tenantId,
    String occurredAt,
    String actor,
    String source,
    String action,
    String subject,
    String outcome,
    String previousHash,
    String hash) {

  private static final DateTimeFormatter HASHED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  static AuditEventDocument of(AuditEvent event) {
    return new AuditEventDocument(
        event.trail(),
        event.sequence(),
        event.tenant().map(TenantId::value).orElse(null),
        HASHED.format(event.occurredAt()),
        event.actor(),
        event.source(),
        event.action(),
        event.subject(),
        event.outcome(),
        event.previousHash(),
        event.hash());
  }
}
