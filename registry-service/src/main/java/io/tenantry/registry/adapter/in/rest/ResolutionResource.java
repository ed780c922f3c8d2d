package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Resolve;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.resolution.SatSolver;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers what would be installed, and why, or why not. */
@Path("/v1/resolutions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Resolution")
class ResolutionResource {

  private final Resolve resolve;
  private final RangeNotation ranges;

  ResolutionResource(Resolve resolve, RangeNotation ranges) {
    this.resolve = resolve;
    this.ranges = ranges;
  }

  @POST
  @Operation(
      summary = "Ask what a request would do to a set of installed modules",
      description =
          "Answers 200 with the best plan, or with the proof that there is none. Changes nothing.")
  public Uni<ResolutionDocument> resolve(@NotNull @Valid ResolutionQuery query) {
    return resolve
        .handle(query.toRequest(ranges))
        .onFailure(SatSolver.TooComplex.class)
        .transform(failure -> Problems.tooComplex(failure.getMessage()))
        .map(ResolutionDocument::of);
  }
}
