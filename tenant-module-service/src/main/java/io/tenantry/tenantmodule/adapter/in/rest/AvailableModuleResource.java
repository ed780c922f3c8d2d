package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.catalogue.FindAvailableModules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a tenant may install. */
@Path("/v1/tenants/{tenant}/available-modules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
@Tag(name = "Modules of a tenant")
class AvailableModuleResource {

  private final FindAvailableModules availableModules;
  private final Caller caller;

  AvailableModuleResource(FindAvailableModules availableModules, Caller caller) {
    this.availableModules = availableModules;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "List the modules of the catalogue, by name, and whether a tenant may install them",
      description =
          "Where available is false, reason has one of the codes module-already-installed,"
              + " job-in-progress, tenant-suspended, prerelease-only, module-deprecated,"
              + " module-withdrawn and subscription-refused. What the module needs is not looked at:"
              + " a plan is made when the module is asked for. The catalogue follows the registry's"
              + " public facts, and is a moment late.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(examples = @ExampleObject(name = "page", value = Examples.AVAILABLE)))
  public Uni<PageDocument<AvailableModuleDocument>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("cursor") @WithoutNul String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return caller
        .reach(tenant)
        .chain(id -> availableModules.page(id, Optional.ofNullable(cursor), limit))
        .map(found -> found.orElseThrow(() -> Problems.noSuchTenant(tenant)))
        .map(page -> PageDocument.of(page, AvailableModuleDocument::of));
  }
}
