package io.tenantry.tenantmodule.adapter.in.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Suspend a tenant.
 *
 * @param reason for the tenant's users, too: it is shown to whoever is refused
 */
record SuspensionRequest(
    @NotBlank @Size(max = 500) @WithoutNul @Schema(examples = "Invoice 4711 is not paid.")
        String reason) {}
