package io.tenantry.tenantmodule.application.module;

import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleStatus;
import java.util.Optional;
import java.util.UUID;

/**
 * A module of a tenant, as readers see it.
 *
 * @param jobId its running job, or else its last one
 */
public record TenantModuleView(
    String tenantId,
    String module,
    ModuleStatus status,
    Optional<InstalledModule> installed,
    Optional<UUID> jobId) {}
