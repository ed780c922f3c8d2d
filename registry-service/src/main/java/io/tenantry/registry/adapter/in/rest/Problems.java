package io.tenantry.registry.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tenantry.registry.application.Usage;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.VersionStatus;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The registry's errors as problem details (RFC 9457); their types are stable. */
final class Problems {

  private static final String TYPE = "urn:tenantry:problem:";

  private Problems() {}

  static HttpProblem noSuchModule(String name) {
    return problem(
        Status.NOT_FOUND, "module-not-found", "No such module", "Nobody registered " + name + ".");
  }

  static HttpProblem noSuchVersion(String name, String version) {
    return problem(
        Status.NOT_FOUND,
        "module-version-not-found",
        "No such module version",
        "Nobody registered %s %s.".formatted(name, version));
  }

  static HttpProblem versionTaken(ModuleVersion existing) {
    return problem(
        Status.CONFLICT,
        "version-taken",
        "The version exists with other content",
        "%s %s was registered with digest %s. Versions never change; use a new one."
            .formatted(existing.name(), existing.version(), existing.digest()));
  }

  static HttpProblem invalidPackage(List<PackageProblem> problems) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + "package-invalid"))
        .withTitle("The package is not valid")
        .withStatus(422)
        .withDetail("The package has %d problem(s).".formatted(problems.size()))
        .with("problems", problems.stream().map(PackageProblemDocument::of).toList())
        .build();
  }

  static HttpProblem tooLarge(long limit) {
    return problem(
        Status.REQUEST_ENTITY_TOO_LARGE,
        "package-too-large",
        "The package is too large",
        "A package has at most %d bytes; split the module.".formatted(limit));
  }

  static HttpProblem statusNotAllowed(ModuleVersion version, VersionStatus next) {
    return problem(
        Status.CONFLICT,
        "status-not-allowed",
        "The version cannot go there",
        "%s %s is %s; from there no version becomes %s."
            .formatted(version.name(), version.version(), version.status(), next));
  }

  static HttpProblem stale(ModuleVersion version) {
    return problem(
        Status.PRECONDITION_FAILED,
        "version-changed",
        "The version has changed",
        "%s %s is %s since %s; look at it again and decide anew."
            .formatted(version.name(), version.version(), version.status(), version.statusSince()));
  }

  static HttpProblem inUse(ModuleVersion version, Usage usage) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + "version-in-use"))
        .withTitle("Tenants use the version")
        .withStatus(Status.CONFLICT)
        .withDetail(
            "%d tenant(s) have %s %s and %d job(s) are about to install it; move them, or withdraw it with force."
                .formatted(
                    usage.tenants(), version.name(), version.version(), usage.reservations()))
        .with("tenants", usage.tenants())
        .with("reservations", usage.reservations())
        .build();
  }

  static HttpProblem withdrawn(ModuleVersion version) {
    return problem(
        Status.GONE,
        "module-version-withdrawn",
        "The version was withdrawn",
        "%s %s was withdrawn on %s and nobody uses it; its package is no longer handed out."
            .formatted(version.name(), version.version(), version.statusSince()));
  }

  static HttpProblem tooComplex(String detail) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + "resolution-too-complex"))
        .withTitle("The search was given up")
        .withStatus(422)
        .withDetail(detail)
        .build();
  }

  static HttpProblem invalidValue(String detail) {
    return problem(Status.BAD_REQUEST, "invalid-value", "A value is not valid", detail + ".");
  }

  static HttpProblem unreadable(String detail) {
    return problem(Status.BAD_REQUEST, "bad-request", "The request cannot be read", detail);
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
    return problem(Status.UNAUTHORIZED, "unauthenticated", "Not authenticated", detail);
  }

  private static HttpProblem problem(Status status, String type, String title, String detail) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + type))
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail)
        .build();
  }
}
