package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.application.job.RequestJob;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Install a module.
 *
 * @param version range in npm's notation; any version when nothing is said
 * @param parameters for the module, at most 64 KiB; secrets only as references
 * @param allowPrereleases whether pre-releases will do
 */
record InstallRequest(
    @NotNull @Schema(examples = "digital_card") String module,
    @Schema(examples = "^1.0") String version,
    Map<String, Object> parameters,
    boolean allowPrereleases) {

  private static final String ANY = "*";

  RequestJob.Command toCommand(TenantId tenant) {
    return new RequestJob.Command(
        tenant,
        new ModuleName(module),
        Optional.ofNullable(version).orElse(ANY),
        Parameters.text(Optional.ofNullable(parameters).orElse(Map.of())),
        allowPrereleases);
  }
}
