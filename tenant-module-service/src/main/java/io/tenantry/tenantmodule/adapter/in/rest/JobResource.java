package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.FindJobs;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.JobState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs: what was asked for, how far it is, and what became of it. */
@Path("/v1/installation-jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
@Tag(name = "Jobs")
class JobResource {

  private final FindJobs jobs;
  private final Caller caller;

  JobResource(FindJobs jobs, Caller caller) {
    this.jobs = jobs;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "List the jobs of one's tenants, newest first")
  public Uni<PageDocument<JobDocument>> list(
      @QueryParam("tenant") @WithoutNul String tenant,
      @QueryParam("module") @WithoutNul String module,
      @QueryParam("state") String state,
      @QueryParam("cursor") Long cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    JobViews.Filter filter =
        new JobViews.Filter(
            Optional.ofNullable(tenant),
            Optional.ofNullable(module),
            Optional.ofNullable(state).map(JobResource::state));
    return jobs.page(caller.scope(), filter, Optional.ofNullable(cursor), limit)
        .map(page -> PageDocument.of(page, JobDocument::of));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Show a job with its steps")
  public Uni<JobDocument> show(@PathParam("id") String id) {
    return caller.withJob(id, jobs::one).map(JobDocument::of);
  }

  private static JobState state(String text) {
    try {
      return JobState.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("'" + text + "' is no state of a job");
    }
  }
}
