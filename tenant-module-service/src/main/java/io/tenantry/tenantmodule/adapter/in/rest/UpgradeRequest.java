package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Give a module another version, other parameters, or both.
 *
 * @param version range in npm's notation; the installed version when nothing is said
 * @param parameters instead of all that the module has, at most 64 KiB, secrets only as references;
 *     those that it has when nothing is said
 * @param allowPrereleases whether pre-releases will do
 */
record UpgradeRequest(
    @Schema(examples = "^1.1") String version,
    Map<String, Object> parameters,
    boolean allowPrereleases) {

  JobCommand toCommand(TenantId tenant, String module) {
    return new JobCommand(
        tenant,
        JobKind.UPGRADE,
        new ModuleName(module),
        Optional.ofNullable(version),
        Optional.ofNullable(parameters).map(Parameters::text),
        allowPrereleases);
  }
}
