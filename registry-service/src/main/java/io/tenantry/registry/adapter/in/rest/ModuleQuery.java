package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.application.ModuleFilter;
import io.tenantry.registry.domain.VersionStatus;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a client looks for in the catalogue. */
record ModuleQuery(
    @Parameter(description = "Somewhere in name, title or description.")
        @QueryParam("text")
        @WithoutNul
        @Size(max = 100)
        String text,
    @Parameter(description = "Status of a version.")
        @QueryParam("status")
        @Pattern(
            regexp = "DRAFT|PUBLISHED|DEPRECATED|WITHDRAWN",
            message = "must be DRAFT, PUBLISHED, DEPRECATED or WITHDRAWN")
        String status,
    @Parameter(description = "Capability that a version provides.")
        @QueryParam("capability")
        @WithoutNul
        @Size(max = 64)
        String capability,
    @Parameter(description = "Feature that a version requires of a subscription.")
        @QueryParam("feature")
        @WithoutNul
        @Size(max = 64)
        String feature,
    @Parameter(description = "Publisher, exactly.")
        @QueryParam("publisher")
        @WithoutNul
        @Size(max = 100)
        String publisher) {

  ModuleFilter filter() {
    return new ModuleFilter(
        Optional.ofNullable(text),
        Optional.ofNullable(status).map(VersionStatus::valueOf),
        Optional.ofNullable(capability),
        Optional.ofNullable(feature),
        Optional.ofNullable(publisher));
  }
}
