package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.tenant.TenantId;

/**
 * Where a job's timeline ends now.
 *
 * @param length sequence of its last line
 * @param over whether no line can follow
 */
public record TimelinePosition(TenantId tenant, long length, boolean over) {}
