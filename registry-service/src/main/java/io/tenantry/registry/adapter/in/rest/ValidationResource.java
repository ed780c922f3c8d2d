package io.tenantry.registry.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.CheckPackage;
import io.tenantry.registry.domain.PackageSignature;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks packages without registering them. */
@Path("/v1/packages/validation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(PackageResource.ZIP)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Packages")
class ValidationResource {

  private final CheckPackage checkPackage;

  ValidationResource(CheckPackage checkPackage) {
    this.checkPackage = checkPackage;
  }

  @POST
  @Operation(
      summary = "Check a package",
      description = "Answers 200 with everything that registering it would object to, if anything.")
  public Uni<PackageReportDocument> validate(
      @Parameter(description = PackageResource.SIGNATURE_DESCRIPTION)
          @HeaderParam(PackageResource.SIGNATURE)
          String signature,
      byte[] content) {
    return checkPackage
        .handle(content, Optional.ofNullable(signature).map(PackageSignature::of))
        .map(PackageReportDocument::of);
  }
}
