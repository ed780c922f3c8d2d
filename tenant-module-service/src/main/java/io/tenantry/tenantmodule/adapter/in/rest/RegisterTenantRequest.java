package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.domain.tenant.Isolation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Register a tenant.
 *
 * @param isolation DATABASE when nothing is said
 */
record RegisterTenantRequest(
    @NotNull @Schema(examples = "acme") String id,
    @NotBlank @Size(max = 200) @WithoutNul @Schema(examples = "Acme Ltd.") String name,
    Isolation isolation) {

  Isolation isolationOrDefault() {
    return Optional.ofNullable(isolation).orElse(Isolation.DATABASE);
  }
}
