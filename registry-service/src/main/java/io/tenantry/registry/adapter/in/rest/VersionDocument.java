package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A module version, as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionDocument(
    String name,
    String version,
    String status,
    String statusReason,
    Instant statusSince,
    String title,
    String description,
    String publisher,
    String namespace,
    String digest,
    long size,
    String signedBy,
    List<String> requiredFeatures,
    Map<String, String> requiredModules,
    Map<String, String> requiredCapabilities,
    Map<String, String> requiredExtensions,
    Map<String, String> provides,
    Map<String, String> permissions,
    @JsonRawValue String parametersSchema,
    Instant registeredAt,
    Instant publishedAt,
    List<PackageProblemDocument> warnings) {

  static VersionDocument of(ModuleVersion version) {
    return of(version, List.of());
  }

  /** With what its publisher should know. */
  static VersionDocument of(ModuleVersion version, List<PackageProblem> warnings) {
    Manifest manifest = version.manifest();
    Map<String, String> modules = new TreeMap<>();
    manifest.requirements().forEach(one -> modules.put(one.module().value(), one.range().text()));
    Map<String, String> capabilities = new TreeMap<>();
    manifest
        .requiredCapabilities()
        .forEach(one -> capabilities.put(one.capability().value(), one.range().text()));
    Map<String, String> extensions = new TreeMap<>();
    manifest.requiredExtensions().forEach(one -> extensions.put(one.name(), one.versions()));
    Map<String, String> provides = new TreeMap<>();
    manifest.provides().forEach(one -> provides.put(one.name().value(), one.version().toString()));
    Map<String, String> permissions = new TreeMap<>();
    manifest.permissions().forEach(one -> permissions.put(one.name(), one.description()));
    return new VersionDocument(
        version.name().value(),
        version.version().toString(),
        version.status().name(),
        version.statusReason().isEmpty() ? null : version.statusReason(),
        version.statusSince(),
        manifest.title(),
        manifest.description(),
        manifest.publisher().isEmpty() ? null : manifest.publisher(),
        manifest.namespace(),
        version.digest().value(),
        version.size(),
        version.signedBy().orElse(null),
        manifest.requiredFeatures(),
        modules,
        capabilities,
        extensions,
        provides,
        permissions,
        manifest.parametersSchema().orElse(null),
        version.registeredAt(),
        version.publishedAt().orElse(null),
        warnings.isEmpty() ? null : warnings.stream().map(PackageProblemDocument::of).toList());
  }
}
