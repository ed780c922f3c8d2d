package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.Permission;
import io.tenantry.registry.domain.RequiredExtension;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.WayBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    List<RequirementDocument> requiredCapabilities,
    List<ExtensionDocument> requiredExtensions,
    List<CapabilityDocument> provides,
    List<RequirementDocument> conflicts,
    List<RequirementDocument> replaces,
    List<PermissionDocument> permissions,
    String parametersSchema,
    WayBackDocument wayBack,
    String participantTimeout) {

  /** What was stored before a version of this document knew the newer parts. */
  ManifestDocument {
    requiredCapabilities = requiredCapabilities == null ? List.of() : requiredCapabilities;
    requiredExtensions = requiredExtensions == null ? List.of() : requiredExtensions;
    provides = provides == null ? List.of() : provides;
    conflicts = conflicts == null ? List.of() : conflicts;
    replaces = replaces == null ? List.of() : replaces;
    wayBack = wayBack == null ? WayBackDocument.of(WayBack.unsaid()) : wayBack;
  }

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
            .map(one -> document(one.module().value(), one.range(), one.optional()))
            .toList(),
        manifest.requiredCapabilities().stream()
            .map(one -> document(one.capability().value(), one.range(), one.optional()))
            .toList(),
        manifest.requiredExtensions().stream()
            .map(one -> new ExtensionDocument(one.name(), one.versions()))
            .toList(),
        manifest.provides().stream()
            .map(one -> new CapabilityDocument(one.name().value(), one.version().toString()))
            .toList(),
        manifest.conflicts().stream().map(ManifestDocument::document).toList(),
        manifest.replaces().stream().map(ManifestDocument::document).toList(),
        manifest.permissions().stream()
            .map(one -> new PermissionDocument(one.name(), one.description()))
            .toList(),
        manifest.parametersSchema().orElse(null),
        WayBackDocument.of(manifest.wayBack()),
        manifest.participantTimeout().map(Duration::toString).orElse(null));
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
            .map(
                one ->
                    new Requirement(
                        new ModuleName(one.module()), ranges.parse(one.range()), one.optional()))
            .toList(),
        requiredCapabilities.stream()
            .map(
                one ->
                    new CapabilityRequirement(
                        new CapabilityName(one.module()),
                        ranges.parse(one.range()),
                        one.optional()))
            .toList(),
        requiredExtensions.stream()
            .map(one -> new RequiredExtension(one.name(), one.versions()))
            .toList(),
        provides.stream()
            .map(one -> new Capability(new CapabilityName(one.name()), Version.of(one.version())))
            .toList(),
        moduleRanges(conflicts, ranges),
        moduleRanges(replaces, ranges),
        permissions.stream().map(one -> new Permission(one.name(), one.description())).toList(),
        Optional.ofNullable(parametersSchema),
        wayBack.toDomain(),
        Optional.ofNullable(participantTimeout).map(Duration::parse));
  }

  private static RequirementDocument document(ModuleRange one) {
    return document(one.module().value(), one.range(), false);
  }

  private static RequirementDocument document(String name, VersionRange range, boolean optional) {
    return new RequirementDocument(name, range.text(), optional);
  }

  private static List<ModuleRange> moduleRanges(
      List<RequirementDocument> documents, RangeNotation ranges) {
    return documents.stream()
        .map(one -> new ModuleRange(new ModuleName(one.module()), ranges.parse(one.range())))
        .toList();
  }

  /** Of a module or of a capability. */
  record RequirementDocument(String module, String range, boolean optional) {}

  record ExtensionDocument(String name, String versions) {}

  record CapabilityDocument(String name, String version) {}

  record WayBackDocument(
      String landlordCompatibleFrom, List<String> nonTransactional, boolean undo, boolean offline) {

    static WayBackDocument of(WayBack wayBack) {
      return new WayBackDocument(
          wayBack.landlordCompatibleFrom().map(Version::toString).orElse(null),
          wayBack.nonTransactional().stream().sorted().toList(),
          wayBack.undo(),
          wayBack.offline());
    }

    WayBack toDomain() {
      return new WayBack(
          Optional.ofNullable(landlordCompatibleFrom).map(Version::of),
          Set.copyOf(nonTransactional),
          undo,
          offline);
    }
  }

  record PermissionDocument(String name, String description) {}
}
