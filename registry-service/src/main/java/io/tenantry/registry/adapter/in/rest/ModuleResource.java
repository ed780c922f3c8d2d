package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
  @Operation(summary = "List modules, by name")
  public Uni<PageDocument<ModuleDocument>> modules(
      @QueryParam("cursor") @WithoutNul String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return views
        .modules(Optional.ofNullable(cursor), limit)
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
  @Operation(summary = "Show a module version")
  public Uni<VersionDocument> version(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version) {
    return views
        .version(name, version)
        .map(found -> found.orElseThrow(() -> Problems.noSuchVersion(name, version)))
        .map(VersionDocument::of);
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
