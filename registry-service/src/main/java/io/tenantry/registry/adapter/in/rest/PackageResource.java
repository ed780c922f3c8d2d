package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.PublishVersion;
import io.tenantry.registry.application.RegisterPackage;
import io.tenantry.registry.application.RegisterPackage.Outcome;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Packages: upload, publication, download. */
@Path("/v1/modules/{name}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Packages")
class PackageResource {

  private static final String ZIP = "application/zip";

  private final RegisterPackage registerPackage;
  private final PublishVersion publishVersion;
  private final CatalogueViews views;
  private final RequestOrigin origin;

  PackageResource(
      RegisterPackage registerPackage,
      PublishVersion publishVersion,
      CatalogueViews views,
      RequestOrigin origin) {
    this.registerPackage = registerPackage;
    this.publishVersion = publishVersion;
    this.views = views;
    this.origin = origin;
  }

  @PUT
  @Path("/package")
  @Consumes(ZIP)
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Register a package as a draft",
      description =
          "201 when it is new, 200 when these very bytes were registered before, 409 when the"
              + " version exists with other bytes, 422 with every problem when it is not valid.")
  public Uni<Response> register(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      byte[] content) {
    RegisterPackage.Command command =
        new RegisterPackage.Command(new ModuleName(name), Version.of(version), content);
    return registerPackage.handle(command).map(PackageResource::answer);
  }

  @POST
  @Path("/publish")
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Make a version installable",
      description = "A version that is published already stays so.")
  public Uni<VersionDocument> publish(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version) {
    return publishVersion
        .handle(new ModuleName(name), Version.of(version), origin.get())
        .map(found -> found.orElseThrow(() -> Problems.noSuchVersion(name, version)))
        .map(VersionDocument::of);
  }

  @GET
  @Path("/package")
  @Produces({ZIP, MediaType.APPLICATION_JSON})
  @Authenticated
  @Operation(summary = "Download a package", description = "Its digest is the ETag.")
  public Uni<Response> download(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version) {
    return views
        .version(name, version)
        .map(found -> found.orElseThrow(() -> Problems.noSuchVersion(name, version)))
        .chain(this::content);
  }

  private Uni<Response> content(ModuleVersion version) {
    return views
        .content(version.digest())
        .map(content -> Response.ok(content.orElseThrow(), ZIP))
        .map(response -> response.tag(version.digest().value()).build());
  }

  private static Response answer(Outcome outcome) {
    return outcome.fold(
        registered -> Response.status(201).entity(VersionDocument.of(registered.version())).build(),
        unchanged -> Response.ok(VersionDocument.of(unchanged.version())).build(),
        taken -> Problems.versionTaken(taken.existing()).toResponse(),
        refused -> Problems.invalidPackage(refused.problems()).toResponse());
  }
}
