package io.tenantry.tenantmodule.adapter.in.rest;

import static io.tenantry.tenantmodule.adapter.in.rest.Problems.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import jakarta.ws.rs.core.Response.Status;

/** What the state of a tenant does not allow, as problem details (RFC 9457). */
final class TenantProblems {

  private TenantProblems() {}

  static HttpProblem tenantTaken(String tenant) {
    return problem(
            Status.CONFLICT,
            "tenant-taken",
            "The tenant exists",
            "Tenant " + tenant + " is registered already; choose another id.")
        .build();
  }

  static HttpProblem isolationNotSupported() {
    return problem(
            Status.BAD_REQUEST,
            "isolation-not-supported",
            "The isolation is not supported",
            "Tenants are kept apart by DATABASE; SCHEMA is not supported yet.")
        .build();
  }

  static HttpProblem tenantNotUsable(Tenant tenant) {
    String reason =
        tenant
            .problem()
            .map(problem -> problem.detail())
            .orElse("Its status is " + tenant.status());
    return problem(
            Status.CONFLICT,
            "tenant-not-usable",
            "The tenant has no database",
            "Tenant %s has no database to install into. %s".formatted(tenant.id(), reason))
        .build();
  }

  static HttpProblem tenantSuspended(Tenant tenant) {
    Suspension suspension = tenant.suspension().orElseThrow();
    return problem(
            Status.CONFLICT,
            "tenant-suspended",
            "The tenant is suspended",
            "Tenant %s is suspended: %s".formatted(tenant.id(), suspension.reason()))
        .with("reason", suspension.reason())
        .with("since", suspension.since())
        .build();
  }

  static HttpProblem tenantNotSuspended(Tenant tenant) {
    return problem(
            Status.CONFLICT,
            "tenant-not-suspended",
            "The tenant is not suspended",
            "Tenant " + tenant.id() + " is not suspended; there is nothing to resume.")
        .build();
  }
}
