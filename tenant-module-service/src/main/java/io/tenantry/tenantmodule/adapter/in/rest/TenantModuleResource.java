package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.RequestJob;
import io.tenantry.tenantmodule.application.module.FindTenantModules;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The modules of a tenant. */
@Path("/v1/tenants/{tenant}/modules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Modules of a tenant")
@AnsweredOnce
class TenantModuleResource {

  private final RequestJob requestJob;
  private final FindTenantModules modules;
  private final Caller caller;

  TenantModuleResource(RequestJob requestJob, FindTenantModules modules, Caller caller) {
    this.requestJob = requestJob;
    this.modules = modules;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Install a module",
      description =
          "202 with the job's address; the job begins at once or after the tenant's earlier ones."
              + " 409 when the module is there, or a job for it has not ended. With restore, the module"
              + " begins with data that an earlier one of its name has left; 409"
              + " kept-data-not-restorable when there is no such data, or it is being purged.")
  public Uni<Response> install(
      @PathParam("tenant") String tenant, @NotNull @Valid InstallRequest request) {
    return caller
        .reach(tenant)
        .chain(id -> requestJob.handle(request.toCommand(id), caller.origin()))
        .map(outcome -> RequestAnswers.of(tenant, outcome));
  }

  @PATCH
  @Path("/{module}")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Upgrade a module, or give it new parameters",
      description =
          "Says a version, parameters, or both; what is not said stays as it is installed."
              + " Parameters replace those that the module has as a whole. 202 with the job's"
              + " address; the job begins at once or after the tenant's earlier ones. When it fails,"
              + " the module stays ACTIVE as it was. 409 module-not-installed when the tenant does"
              + " not have the module, also when an installation of it has failed; 409"
              + " job-in-progress when a job for it has not ended.")
  public Uni<Response> upgrade(
      @PathParam("tenant") String tenant,
      @PathParam("module") String module,
      @NotNull @Valid UpgradeRequest request) {
    return caller
        .reach(tenant)
        .chain(id -> requestJob.handle(request.toCommand(id, module), caller.origin()))
        .map(outcome -> RequestAnswers.of(tenant, outcome));
  }

  @DELETE
  @Path("/{module}")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Uninstall a module",
      description =
          "202 with the job's address; the job begins at once or after the tenant's earlier ones."
              + " It fails with needed-by-others when another module of the tenant needs this one."
              + " Its plan lists what it removes; its unusedDependencies are modules that nobody"
              + " asked for and nobody needs afterwards. When it fails, the module stays ACTIVE as"
              + " it was. 409 module-not-installed when the tenant does not have the module; 409"
              + " job-in-progress when a job for it has not ended.")
  @APIResponse(
      responseCode = "202",
      description = "The job",
      content = @Content(examples = @ExampleObject(name = "job", value = Examples.UNINSTALL)))
  public Uni<Response> uninstall(
      @PathParam("tenant") String tenant,
      @PathParam("module") String module,
      @Parameter(
              description = "Whether the module's data is set aside or destroyed",
              example = "keep",
              schema = @Schema(enumeration = {UninstallQuery.KEEP, UninstallQuery.PURGE}))
          @QueryParam("data")
          @DefaultValue(UninstallQuery.KEEP)
          String data,
      @Parameter(
              description = "Whether dependencies that nobody needs any more are removed too",
              example = "false",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("removeUnused")
          @DefaultValue("false")
          String removeUnused) {
    UninstallQuery query = new UninstallQuery(data, removeUnused);
    return caller
        .reach(tenant)
        .chain(id -> requestJob.handle(query.toCommand(id, module), caller.origin()))
        .map(outcome -> RequestAnswers.of(tenant, outcome));
  }

  @GET
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
  @Operation(summary = "List the modules that a tenant has or has asked for, by name")
  public Uni<PageDocument<TenantModuleDocument>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("cursor") @WithoutNul String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return caller
        .reach(tenant)
        .chain(id -> modules.page(id, Optional.ofNullable(cursor), limit))
        .map(found -> found.orElseThrow(() -> Problems.noSuchTenant(tenant)))
        .map(page -> PageDocument.of(page, TenantModuleDocument::of));
  }

  @GET
  @Path("/{module}")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
  @Operation(summary = "Show a module that a tenant has or has asked for")
  public Uni<TenantModuleDocument> show(
      @PathParam("tenant") String tenant, @PathParam("module") String module) {
    return caller
        .reach(tenant)
        .chain(id -> modules.one(id, new ModuleName(module)))
        .map(found -> found.orElseThrow(() -> Problems.noSuchModule(tenant, module)))
        .map(TenantModuleDocument::of);
  }
}
