package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.domain.job.Job;
import jakarta.ws.rs.core.Response;

/** Answers to those who ask for a job, for the first time or again. */
final class RequestAnswers {

  private RequestAnswers() {}

  static Response of(String tenant, RequestOutcome outcome) {
    return outcome.fold(
        RequestAnswers::accepted,
        () -> Problems.noSuchTenant(tenant).toResponse(),
        unusable -> TenantProblems.tenantNotUsable(unusable).toResponse(),
        suspended -> TenantProblems.tenantSuspended(suspended).toResponse(),
        job -> Problems.inProgress(job).toResponse(),
        module -> Problems.alreadyInstalled(module).toResponse(),
        module -> Problems.notInstalled(tenant, module).toResponse(),
        refused -> Problems.notRestorable(tenant, refused).toResponse());
  }

  private static Response accepted(Job job) {
    return Response.accepted(JobDocument.of(job)).location(JobDocument.path(job.id())).build();
  }
}
