package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the catalogue holds. */
@Path("/v1/modules")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Catalogue")
class ModuleResource {

  private final CatalogueViews views;

  ModuleResource(CatalogueViews views) {
    this.views = views;
  }

  @GET
  @Operation(
      summary = "List modules, by name",
      description = "A module is listed when one of its versions has everything that is asked for.")
  public Uni<PageDocument<ModuleDocument>> modules(
      @BeanParam @Valid ModuleQuery query,
      @QueryParam("cursor") @WithoutNul String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return views
        .modules(query.filter(), Optional.ofNullable(cursor), limit)
        .map(page -> PageDocument.of(page, ModuleDocument::of));
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "Show a module with its versions, newest first")
  public Uni<ModuleDetailDocument> module(@PathParam("name") @WithoutNul String name) {
    return versionsOf(name).map(ModuleDetailDocument::of);
  }

  @GET
  @Path("/{name}/versions")
  @Operation(summary = "List the versions of a module, newest first")
  public Uni<List<VersionDocument>> versions(@PathParam("name") @WithoutNul String name) {
    return versionsOf(name).map(versions -> versions.stream().map(VersionDocument::of).toList());
  }

  @GET
  @Path("/{name}/versions/{version}")
  @Operation(
      summary = "Show a module version",
      description = "Its ETag changes with its status; send it as If-Match to change that.")
  public Uni<Response> version(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      @Context Request request) {
    return views
        .version(name, version)
        .map(found -> found.orElseThrow(() -> Problems.noSuchVersion(name, version)))
        .map(found -> Revisions.answer(request, found));
  }

  @GET
  @Path("/{name}/usage")
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Show how much each version of a module is used",
      description = "Tenants that have it, since when, and jobs that are about to install it.")
  public Uni<List<UsageDocument>> usage(@PathParam("name") @WithoutNul String name) {
    return views
        .usage(name)
        .map(
            versions -> {
              if (versions.isEmpty()) {
                throw Problems.noSuchModule(name);
              }
              return versions.stream().map(UsageDocument::of).toList();
            });
  }

  private Uni<List<ModuleVersion>> versionsOf(String name) {
    return views
        .versions(name)
        .invoke(
            versions -> {
              if (versions.isEmpty()) {
                throw Problems.noSuchModule(name);
              }
            });
  }
}
