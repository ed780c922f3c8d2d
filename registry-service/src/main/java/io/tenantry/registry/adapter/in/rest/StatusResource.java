package io.tenantry.registry.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.ChangeStatus;
import io.tenantry.registry.application.ChangeStatus.Command;
import io.tenantry.registry.application.ChangeStatus.Outcome;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The life of a version: published, deprecated, withdrawn. A change that was made stays made. */
@Path("/v1/modules/{name}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
@Tag(name = "Life of versions")
class StatusResource {

  private static final String REASON = "Why, for people; a body is not needed.";

  private final ChangeStatus changeStatus;
  private final ReasonReader reasons;
  private final RequestOrigin origin;

  StatusResource(ChangeStatus changeStatus, ReasonReader reasons, RequestOrigin origin) {
    this.changeStatus = changeStatus;
    this.reasons = reasons;
    this.origin = origin;
  }

  @POST
  @Path("/publish")
  @Operation(summary = "Make a draft installable")
  public Uni<Response> publish(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return change(name, version, VersionStatus.PUBLISHED, "", false, ifMatch);
  }

  @POST
  @Path("/deprecate")
  @Operation(
      summary = "Deprecate a published version",
      description =
          "New plans hold it only where it is asked for by its exact version, and they warn.")
  public Uni<Response> deprecate(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @RequestBody(
              description = REASON,
              content = @Content(schema = @Schema(implementation = ReasonDocument.class)))
          byte[] body) {
    return change(name, version, VersionStatus.DEPRECATED, reasons.read(body), false, ifMatch);
  }

  @POST
  @Path("/withdraw")
  @Operation(
      summary = "Withdraw a version",
      description =
          "No new plan holds it; what is installed or reserved stays. Refused while tenants use it,"
              + " with their number, unless force=true.")
  public Uni<Response> withdraw(
      @PathParam("name") @WithoutNul String name,
      @PathParam("version") @WithoutNul String version,
      @QueryParam("force") @DefaultValue("false") boolean force,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @RequestBody(
              description = REASON,
              content = @Content(schema = @Schema(implementation = ReasonDocument.class)))
          byte[] body) {
    return change(name, version, VersionStatus.WITHDRAWN, reasons.read(body), force, ifMatch);
  }

  private Uni<Response> change(
      String name,
      String version,
      VersionStatus next,
      String reason,
      boolean force,
      String ifMatch) {
    Command command =
        new Command(
            new ModuleName(name),
            Version.of(version),
            next,
            reason,
            force,
            Revisions.expected(ifMatch));
    return changeStatus.handle(command, origin.get()).map(outcome -> answer(outcome, command));
  }

  private static Response answer(Outcome outcome, Command command) {
    if (outcome instanceof Outcome.Done done) {
      return Revisions.tagged(done.version()).build();
    }
    if (outcome instanceof Outcome.NotAllowed refused) {
      return Problems.statusNotAllowed(refused.version(), command.next()).toResponse();
    }
    if (outcome instanceof Outcome.Stale refused) {
      return Problems.stale(refused.version()).toResponse();
    }
    if (outcome instanceof Outcome.InUse refused) {
      return Problems.inUse(refused.version(), refused.usage()).toResponse();
    }
    return Problems.noSuchVersion(command.name().value(), command.version().toString())
        .toResponse();
  }
}
