package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.keptdata.FindKeptData;
import io.tenantry.tenantmodule.application.keptdata.PurgeKeptData;
import io.tenantry.tenantmodule.application.keptdata.PurgeOutcome;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a tenant's removed modules have left. */
@Path("/v1/tenants/{tenant}/kept-data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kept data of a tenant")
@AnsweredOnce
class KeptDataResource {

  private final FindKeptData keptData;
  private final PurgeKeptData purgeKeptData;
  private final Caller caller;

  KeptDataResource(FindKeptData keptData, PurgeKeptData purgeKeptData, Caller caller) {
    this.keptData = keptData;
    this.purgeKeptData = purgeKeptData;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
  @Operation(summary = "List the data that a tenant's removed modules have left, newest first")
  public Uni<PageDocument<KeptDataDocument>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("cursor") Long cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return caller
        .reach(tenant)
        .chain(id -> keptData.page(id, Optional.ofNullable(cursor), limit))
        .map(found -> found.orElseThrow(() -> Problems.noSuchTenant(tenant)))
        .map(page -> PageDocument.of(page, KeptDataDocument::of));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Destroy kept data",
      description =
          "There is no way back. 202 with the data, which is PURGING and listed until it is gone;"
              + " also when it was asked before. 409 kept-data-being-restored while an installation"
              + " restores it.")
  @APIResponse(
      responseCode = "202",
      description = "The data that is being destroyed",
      content = @Content(examples = @ExampleObject(name = "purging", value = Examples.PURGING)))
  public Uni<Response> purge(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    return caller
        .reach(tenant)
        .chain(tenantId -> purge(tenantId, id))
        .map(
            outcome ->
                outcome.fold(
                    data -> Response.accepted(KeptDataDocument.of(data)).build(),
                    data -> Problems.beingRestored(data).toResponse(),
                    owner -> TenantProblems.tenantSuspended(owner).toResponse(),
                    () -> Problems.noSuchTenant(tenant).toResponse(),
                    () -> Problems.noSuchKeptData(tenant, id).toResponse()));
  }

  private Uni<PurgeOutcome> purge(TenantId tenant, String id) {
    return Caller.parse(id)
        .map(data -> purgeKeptData.handle(tenant, data, caller.origin()))
        .orElseGet(() -> Uni.createFrom().item(new PurgeOutcome.NoSuchData()));
  }
}
