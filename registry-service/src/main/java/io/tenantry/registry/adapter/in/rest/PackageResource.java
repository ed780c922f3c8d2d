package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.RegisterPackage;
import io.tenantry.registry.application.RegisterPackage.Outcome;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageSignature;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Packages: upload and download. */
@Path("/v1/modules/{name}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Packages")
class PackageResource {

  static final String ZIP = "application/zip";
  static final String SIGNATURE = "Package-Signature";
  static final String SIGNATURE_DESCRIPTION =
      "Name of a trusted key, a space, and the Base64 of its Ed25519 signature over the text of the"
          + " package's digest (sha256: and 64 hexadecimal digits).";

  private final RegisterPackage registerPackage;
  private final CatalogueViews views;
  private final RequestOrigin origin;

  PackageResource(RegisterPackage registerPackage, CatalogueViews views, RequestOrigin origin) {
    this.registerPackage = registerPackage;
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
      @Parameter(description = SIGNATURE_DESCRIPTION) @HeaderParam(SIGNATURE) String signature,
      byte[] content) {
    RegisterPackage.Command command =
        new RegisterPackage.Command(
            new ModuleName(name),
            Version.of(version),
            content,
            Optional.ofNullable(signature).map(PackageSignature::of));
    return registerPackage.handle(command, origin.get()).map(PackageResource::answer);
  }

  @GET
  @Path("/package")
  @Produces({ZIP, MediaType.APPLICATION_JSON})
  @Authenticated
  @Operation(summary = "Download a package", description = "Its digest is the ETag.")
  public Uni<Response> download(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      @Context Request request) {
    return views
        .version(name, version)
        .map(found -> found.orElseThrow(() -> Problems.noSuchVersion(name, version)))
        .call(this::requireAvailable)
        .chain(found -> content(found, request));
  }

  /** A withdrawn version is there for those who use it or are about to, and for nobody else. */
  private Uni<Void> requireAvailable(ModuleVersion version) {
    if (version.status() != VersionStatus.WITHDRAWN) {
      return Uni.createFrom().voidItem();
    }
    return views
        .usage(version.name().value())
        .invoke(
            usages -> {
              boolean used =
                  usages.stream()
                      .filter(use -> use.version().equals(version.version().toString()))
                      .anyMatch(use -> !use.usage().isNone());
              if (!used) {
                throw Problems.withdrawn(version);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Response> content(ModuleVersion version, Request request) {
    EntityTag tag = new EntityTag(version.digest().value());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged != null
        ? Uni.createFrom().item(unchanged.tag(tag).build())
        : views
            .content(version.digest())
            .map(content -> Response.ok(content.orElseThrow(), ZIP).tag(tag).build());
  }

  private static Response answer(Outcome outcome) {
    return outcome.fold(
        registered ->
            Revisions.tagged(registered.version())
                .status(201)
                .entity(VersionDocument.of(registered.version(), registered.warnings()))
                .build(),
        unchanged -> Revisions.tagged(unchanged.version()).build(),
        taken -> Problems.versionTaken(taken.existing()).toResponse(),
        refused -> Problems.invalidPackage(refused.problems()).toResponse());
  }
}
