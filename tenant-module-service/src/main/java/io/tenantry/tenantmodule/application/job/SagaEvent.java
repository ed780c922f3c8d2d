package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;

/** Which job of which tenant an event is about, and where it comes from. */
public record SagaEvent(UUID eventId, TenantId tenantId, UUID jobId, Origin origin) {}
