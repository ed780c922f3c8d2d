package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.application.PackageReport;
import java.util.List;

/**
 * What the registry thinks of a package.
 *
 * @param valid whether it would be registered
 * @param name of the module; absent when the manifest could not be read, as is the version
 * @param digest of these bytes
 * @param signedBy name of the trusted key that signed it; absent when none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackageReportDocument(
    boolean valid,
    String name,
    String version,
    String digest,
    String signedBy,
    List<PackageProblemDocument> problems,
    List<PackageProblemDocument> warnings) {

  static PackageReportDocument of(PackageReport report) {
    return new PackageReportDocument(
        report.isGood(),
        report.manifest().map(manifest -> manifest.name().value()).orElse(null),
        report.manifest().map(manifest -> manifest.version().toString()).orElse(null),
        report.digest().value(),
        report.signedBy().orElse(null),
        report.problems().stream().map(PackageProblemDocument::of).toList(),
        report.warnings().stream().map(PackageProblemDocument::of).toList());
  }
}
