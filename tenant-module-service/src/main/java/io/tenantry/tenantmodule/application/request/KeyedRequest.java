package io.tenantry.tenantmodule.application.request;

import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that its client may repeat.
 *
 * @param tenant to which the key belongs; empty when it is the job's, or the platform's
 * @param job whose tenant the key belongs to
 * @param actor who chose the key
 * @param fingerprint equal for equal requests
 */
public record KeyedRequest(
    Scope scope,
    Optional<TenantId> tenant,
    Optional<UUID> job,
    String actor,
    String key,
    String fingerprint) {}
