package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Permission;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import java.util.List;
import java.util.Optional;

/** A manifest as the database keeps it. */
record ManifestDocument(
    String name,
    String version,
    String title,
    String description,
    String publisher,
    String namespace,
    List<String> requiredFeatures,
    List<RequirementDocument> requirements,
    List<PermissionDocument> permissions,
    String parametersSchema) {

  static ManifestDocument of(Manifest manifest) {
    return new ManifestDocument(
        manifest.name().value(),
        manifest.version().toString(),
        manifest.title(),
        manifest.description(),
        manifest.publisher(),
        manifest.namespace(),
        manifest.requiredFeatures(),
        manifest.requirements().stream()
            .map(one -> new RequirementDocument(one.module().value(), one.range().text()))
            .toList(),
        manifest.permissions().stream()
            .map(one -> new PermissionDocument(one.name(), one.description()))
            .toList(),
        manifest.parametersSchema().orElse(null));
  }

  Manifest toManifest(RangeNotation ranges) {
    return new Manifest(
        new ModuleName(name),
        Version.of(version),
        title,
        description,
        publisher,
        namespace,
        requiredFeatures,
        requirements.stream()
            .map(one -> new Requirement(new ModuleName(one.module()), ranges.parse(one.range())))
            .toList(),
        permissions.stream().map(one -> new Permission(one.name(), one.description())).toList(),
        Optional.ofNullable(parametersSchema));
  }

  record RequirementDocument(String module, String range) {}

  record PermissionDocument(String name, String description) {}
}
