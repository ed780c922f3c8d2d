package io.tenantry.registry.application;

import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.PackageProblem;
import java.util.List;
import java.util.Optional;

/**
 * What the registry thinks of a package.
 *
 * @param manifest empty when it could not be read
 * @param signedBy name of the trusted key that signed it
 * @param problems why it is refused; empty when it may be registered
 * @param warnings what its publisher should know all the same
 */
public record PackageReport(
    Optional<Manifest> manifest,
    Digest digest,
    Optional<String> signedBy,
    List<PackageProblem> problems,
    List<PackageProblem> warnings) {

  public PackageReport {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  public boolean isGood() {
    return problems.isEmpty();
  }
}
