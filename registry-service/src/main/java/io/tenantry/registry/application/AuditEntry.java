package io.tenantry.registry.application;

/**
 * Something that was done or refused.
 *
 * @param action such as {@code version.published}
 * @param subject what it was done to, such as {@code digital_card@1.0.0}
 * @param outcome such as {@code ACCEPTED}, or the code of a refusal
 */
public record AuditEntry(String action, String subject, String outcome) {

  public static final String ACCEPTED = "ACCEPTED";
}
