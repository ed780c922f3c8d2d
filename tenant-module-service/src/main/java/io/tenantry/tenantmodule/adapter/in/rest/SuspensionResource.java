package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.tenant.ChangeSuspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether anything new is begun for a tenant. */
@Path("/v1/tenants/{tenant}/suspension")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Tenants")
@AnsweredOnce
class SuspensionResource {

  private final ChangeSuspension changeSuspension;
  private final Caller caller;

  SuspensionResource(ChangeSuspension changeSuspension, Caller caller) {
    this.changeSuspension = changeSuspension;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Suspend a tenant",
      description =
          "Its installed modules go on working. Installations, upgrades, uninstallations, retries and"
              + " purges are refused with 409 tenant-suspended and the reason; data that is kept long"
              + " enough is not purged meanwhile. Jobs that wait in the queue fail; one that has left"
              + " it goes on to its end, and can be cancelled and resolved as before. 409"
              + " tenant-suspended when the tenant is suspended already.")
  @APIResponse(
      responseCode = "200",
      description = "The suspended tenant",
      content = @Content(examples = @ExampleObject(name = "suspended", value = Examples.SUSPENDED)))
  public Uni<Response> suspend(
      @PathParam("tenant") String tenant, @NotNull @Valid SuspensionRequest request) {
    return changeSuspension
        .suspend(new TenantId(tenant), request.reason(), caller.origin())
        .map(
            outcome ->
                outcome.fold(
                    SuspensionResource::changed,
                    suspended -> TenantProblems.tenantSuspended(suspended).toResponse(),
                    () -> Problems.noSuchTenant(tenant).toResponse()));
  }

  @DELETE
  @Operation(
      summary = "Resume a suspended tenant",
      description = "409 tenant-not-suspended when it is not suspended.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant",
      content = @Content(examples = @ExampleObject(name = "resumed", value = Examples.TENANT)))
  public Uni<Response> resume(@PathParam("tenant") String tenant) {
    return changeSuspension
        .resume(new TenantId(tenant), caller.origin())
        .map(
            outcome ->
                outcome.fold(
                    SuspensionResource::changed,
                    active -> TenantProblems.tenantNotSuspended(active).toResponse(),
                    () -> Problems.noSuchTenant(tenant).toResponse()));
  }

  private static Response changed(Tenant tenant) {
    return Response.ok(TenantDocument.of(tenant)).build();
  }
}
