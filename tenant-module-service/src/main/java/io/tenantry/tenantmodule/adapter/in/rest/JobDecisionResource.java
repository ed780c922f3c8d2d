package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.CancelJob;
import io.tenantry.tenantmodule.application.job.ResolveJob;
import io.tenantry.tenantmodule.application.job.RetryJob;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.Resolution;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
@AnsweredOnce
class JobDecisionResource {

  private final CancelJob cancelJob;
  private final RetryJob retryJob;
  private final ResolveJob resolveJob;
  private final Caller caller;

  JobDecisionResource(
      CancelJob cancelJob, RetryJob retryJob, ResolveJob resolveJob, Caller caller) {
    this.cancelJob = cancelJob;
    this.retryJob = retryJob;
    this.resolveJob = resolveJob;
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

  @POST
  @Path("/retry")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
  @Operation(
      summary = "Try a failed job again",
      description =
          "202 with the address of a new job that asks for the same. 409 job-not-retryable when the"
              + " job has not failed, and 409 as for any new request when what it asks for cannot be"
              + " done any more or a job for the module has not ended.")
  public Uni<Response> retry(@PathParam("id") String id) {
    return caller
        .withJob(id, (scope, job) -> retryJob.handle(job, scope, caller.origin()))
        .map(
            outcome ->
                outcome.fold(
                    again -> RequestAnswers.of(again.failed().tenantId().value(), again.outcome()),
                    job -> Problems.notRetryable(job).toResponse()));
  }

  @POST
  @Path("/resolution")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Decide about a job whose undo failed",
      description =
          "UNDO_AGAIN lets the installer try the undo again; CLEANED_UP, with a note, says that"
              + " nothing is left and ends the job as FAILED. 202 with the job. 409"
              + " job-not-in-manual-intervention when nothing is to be decided.")
  public Uni<Response> resolve(
      @PathParam("id") String id, @NotNull @Valid ResolutionRequest request) {
    Resolution resolution = request.toResolution();
    return caller
        .withJob(id, (scope, job) -> resolveJob.handle(job, scope, resolution, caller.origin()))
        .map(
            outcome ->
                outcome.fold(
                    JobDecisionResource::accepted,
                    job -> Problems.notInManualIntervention(job).toResponse()));
  }

  private static Response accepted(Job job) {
    return Response.accepted(JobDocument.changed(job)).location(JobDocument.path(job.id())).build();
  }
}
