package io.tenantry.tenantmodule.application.audit;

import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of an audit trail, as readers see it.
 *
 * @param trail the tenant's id, or {@code @platform}
 * @param sequence place in the trail, from 1
 * @param previousHash hash of the entry before it, in hexadecimal digits; none for the first
 * @param hash SHA-256 over the previous hash and what the entry says, in hexadecimal digits
 */
public record AuditEvent(
    String trail,
    long sequence,
    Optional<TenantId> tenant,
    Instant occurredAt,
    String actor,
    String source,
    String action,
    String subject,
    String outcome,
    String previousHash,
    String hash) {}
