package io.tenantry.registry.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
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
