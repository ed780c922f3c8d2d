package io.tenantry.tenantmodule.domain.tenant;

/** Why a tenant has no database: a stable code and a sentence. */
public record ProvisioningProblem(String code, String detail) {}
