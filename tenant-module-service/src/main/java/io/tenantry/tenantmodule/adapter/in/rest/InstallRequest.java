package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Install a module.
 *
 * @param version range in npm's notation; any version when nothing is said
 * @param parameters for the module, at most 64 KiB; secrets only as references
 * @param allowPrereleases whether pre-releases will do
 * @param restore kept data of the tenant and the module to begin with; none when nothing is said
 */
record InstallRequest(
    @NotNull @Schema(examples = "digital_card") String module,
    @Schema(examples = "^1.0") String version,
    Map<String, Object> parameters,
    boolean allowPrereleases,
    // what is not said leaves the fingerprint of the request as it was before it could be said
    @JsonInclude(JsonInclude.Include.NON_NULL) UUID restore) {

  JobCommand toCommand(TenantId tenant) {
    JobCommand command =
        new JobCommand(
            tenant,
            JobKind.INSTALL,
            new ModuleName(module),
            Optional.ofNullable(version),
            Optional.ofNullable(parameters).map(Parameters::text),
            allowPrereleases);
    return Optional.ofNullable(restore).map(command::restoring).orElse(command);
  }
}
