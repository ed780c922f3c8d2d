package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleVersion;
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
    String title,
    String description,
    String publisher,
    String namespace,
    String digest,
    long size,
    List<String> requiredFeatures,
    Map<String, String> requiredModules,
    Map<String, String> permissions,
    @JsonRawValue String parametersSchema,
    Instant registeredAt,
    Instant publishedAt) {

  static VersionDocument of(ModuleVersion version) {
    Manifest manifest = version.manifest();
    Map<String, String> modules = new TreeMap<>();
    manifest.requirements().forEach(one -> modules.put(one.module().value(), one.range().text()));
    Map<String, String> permissions = new TreeMap<>();
    manifest.permissions().forEach(one -> permissions.put(one.name(), one.description()));
    return new VersionDocument(
        version.name().value(),
        version.version().toString(),
        version.status().name(),
        manifest.title(),
        manifest.description(),
        manifest.publisher().isEmpty() ? null : manifest.publisher(),
        manifest.namespace(),
        version.digest().value(),
        version.size(),
        manifest.requiredFeatures(),
        modules,
        permissions,
        manifest.parametersSchema().orElse(null),
        version.registeredAt(),
        version.publishedAt().orElse(null));
  }
}
