package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;

/** A job that has passed a deadline. */
public record DueJob(UUID id, TenantId tenantId) {}
