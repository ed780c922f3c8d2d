package io.tenantry.tenantmodule.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The service's errors as problem details (RFC 9457); their types are stable. */
final class Problems {

  private static final String TYPE = "urn:tenantry:problem:";
  private static final int UNPROCESSABLE = 422;
  private static final int RETRY_AFTER_SECONDS = 5;

  private Problems() {}

  static HttpProblem noSuchTenant(String tenant) {
    return problem(
            Status.NOT_FOUND,
            "tenant-not-found",
            "No such tenant",
            "There is no tenant " + tenant + ".")
        .build();
  }

  static HttpProblem noSuchModule(String tenant, String module) {
    return problem(
            Status.NOT_FOUND,
            "tenant-module-not-found",
            "No such module",
            "Tenant %s does not have module %s.".formatted(tenant, module))
        .build();
  }

  static HttpProblem noSuchJob(String job) {
    return problem(Status.NOT_FOUND, "job-not-found", "No such job", "There is no job " + job + ".")
        .build();
  }

  static HttpProblem notCancellable(Job job) {
    return tooLate(
        job,
        "job-not-cancellable",
        "It is too late to cancel the job",
        "is %s: too late to cancel it".formatted(job.state()));
  }

  static HttpProblem notInManualIntervention(Job job) {
    return tooLate(
        job,
        "job-not-in-manual-intervention",
        "The job needs no decision",
        "is %s; only one in MANUAL_INTERVENTION can be resolved".formatted(job.state()));
  }

  static HttpProblem notRetryable(Job job) {
    return tooLate(
        job,
        "job-not-retryable",
        "The job cannot be tried again",
        "is %s; only one that is FAILED can be tried again".formatted(job.state()));
  }

  private static HttpProblem tooLate(Job job, String type, String title, String reason) {
    return problem(Status.CONFLICT, type, title, "Job %s %s.".formatted(job.id(), reason))
        .with("jobId", job.id())
        .with("state", job.state())
        .build();
  }

  static HttpProblem noKey() {
    return invalidValue("An Idempotency-Key is one header of 1 to 255 visible ASCII characters");
  }

  static HttpProblem keyOfAnotherRequest(String key) {
    return problem(
            UNPROCESSABLE,
            "idempotency-key-reused",
            "The key belongs to another request",
            "Idempotency-Key %s was sent with another request; choose a new one.".formatted(key))
        .build();
  }

  static HttpProblem requestInProgress(String key) {
    return problem(
            Status.CONFLICT,
            "request-in-progress",
            "The request has not ended",
            "The request with Idempotency-Key %s is being answered; try again.".formatted(key))
        .build();
  }

  static HttpProblem tooManyStreams() {
    return problem(
            Status.SERVICE_UNAVAILABLE,
            "too-many-streams",
            "Too many streams are open",
            "This replica has as many streams as it serves; try again later.")
        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  static HttpProblem inProgress(Job job) {
    return problem(
            Status.CONFLICT,
            "job-in-progress",
            "A job for this module has not ended",
            "Job %s for module %s is %s.".formatted(job.id(), job.module(), job.state()))
        .with("jobId", job.id())
        .with("job", JobDocument.path(job.id()))
        .build();
  }

  static HttpProblem alreadyInstalled(InstalledModule module) {
    return problem(
            Status.CONFLICT,
            "module-already-installed",
            "The module is installed",
            "Tenant %s has %s %s already."
                .formatted(module.tenantId(), module.module(), module.version()))
        .build();
  }

  static HttpProblem notInstalled(String tenant, ModuleName module) {
    return problem(
            Status.CONFLICT,
            "module-not-installed",
            "The module is not installed",
            "Tenant %s does not have %s; install it first.".formatted(tenant, module))
        .build();
  }

  static HttpProblem notRestorable(String tenant, RequestOutcome.NotRestorable refused) {
    return problem(
            Status.CONFLICT,
            "kept-data-not-restorable",
            "The data cannot be restored",
            "Tenant %s has no data %s of %s that could be restored; it was never there, is being"
                    .formatted(tenant, refused.keptData(), refused.module())
                + " purged, or belongs to another module.")
        .build();
  }

  static HttpProblem noSuchKeptData(String tenant, String id) {
    return problem(
            Status.NOT_FOUND,
            "kept-data-not-found",
            "No such data",
            "Tenant %s has no kept data %s.".formatted(tenant, id))
        .build();
  }

  static HttpProblem beingRestored(KeptData data) {
    return problem(
            Status.CONFLICT,
            "kept-data-being-restored",
            "The data is being restored",
            "An installation of %s restores %s and has not ended."
                .formatted(data.module(), data.id()))
        .build();
  }

  static HttpProblem invalidValue(String detail) {
    return problem(Status.BAD_REQUEST, "invalid-value", "A value is not valid", detail + ".")
        .build();
  }

  static HttpProblem unreadable(String detail) {
    return problem(Status.BAD_REQUEST, "bad-request", "The request cannot be read", detail).build();
  }

  /** The same problem with the type that belongs to its status. */
  static HttpProblem withType(HttpProblem problem) {
    String type =
        Optional.ofNullable(Status.fromStatusCode(problem.getStatusCode()))
            .map(status -> status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'))
            .orElse("status-" + problem.getStatusCode());
    return HttpProblem.builder(problem).withType(URI.create(TYPE + type)).build();
  }

  static HttpProblem unauthenticated(String detail) {
    return problem(Status.UNAUTHORIZED, "unauthenticated", "Not authenticated", detail).build();
  }

  static HttpProblem.Builder problem(Status status, String type, String title, String detail) {
    return problem(status.getStatusCode(), type, title, detail);
  }

  private static HttpProblem.Builder problem(int status, String type, String title, String detail) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + type))
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail);
  }
}
