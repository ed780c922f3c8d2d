package io.tenantry.tenantmodule.application;

import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/**
 * Something that was done or refused.
 *
 * @param tenant in whose trail it stands; empty for the platform's own
 * @param action such as {@code job.requested}
 * @param subject what it was done to: a job, a module, a tenant
 * @param outcome such as {@code ACCEPTED}, a state, or the code of a refusal
 */
public record AuditEntry(Optional<TenantId> tenant, String action, String subject, String outcome) {

  public static AuditEntry of(TenantId tenant, String action, String subject, String outcome) {
    return new AuditEntry(Optional.of(tenant), action, subject, outcome);
  }

  public static AuditEntry ofPlatform(String action, String subject, String outcome) {
    return new AuditEntry(Optional.empty(), action, subject, outcome);
  }
}
