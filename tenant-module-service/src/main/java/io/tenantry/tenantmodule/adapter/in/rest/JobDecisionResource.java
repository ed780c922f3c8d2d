package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.CancelJob;
import io.tenantry.tenantmodule.domain.job.Job;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people decide about a job. */
@Path("/v1/installation-jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
class JobDecisionResource {

  private final CancelJob cancelJob;
  private final Caller caller;

  JobDecisionResource(CancelJob cancelJob, Caller caller) {
    this.cancelJob = cancelJob;
    this.caller = caller;
  }

  @POST
  @Path("/cancel")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Cancel a job",
      description =
          "A job that does not run yet fails at once. A running one is asked to stop and be undone;"
              + " when it completes before, it succeeds. 202 with the job, also when it was asked"
              + " before. 409 job-not-cancellable when it is being undone or is over.")
  public Uni<Response> cancel(@PathParam("id") String id) {
    return caller
        .withJob(id, (scope, job) -> cancelJob.handle(job, scope, caller.origin()))
        .map(
            outcome ->
                outcome.fold(
                    JobDecisionResource::accepted,
                    job -> Problems.notCancellable(job).toResponse()));
  }

  private static Response accepted(Job job) {
    return Response.accepted(JobDocument.changed(job)).location(JobDocument.path(job.id())).build();
  }
}
