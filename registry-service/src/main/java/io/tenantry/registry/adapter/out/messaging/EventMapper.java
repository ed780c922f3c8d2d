package io.tenantry.registry.adapter.out.messaging;

import io.tenantry.contracts.catalogue.ModuleVersionDeprecated;
import io.tenantry.contracts.catalogue.ModuleVersionPublished;
import io.tenantry.contracts.catalogue.ModuleVersionWithdrawn;
import io.tenantry.contracts.common.Capability;
import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.common.Permission;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** The domain to the records of the contracts. */
final class EventMapper {

  private EventMapper() {}

  static io.tenantry.contracts.job.PlanItem planItem(PlanItem item) {
    ModuleVersion version = item.version();
    Manifest manifest = version.manifest();
    return new io.tenantry.contracts.job.PlanItem(
        version.name().value(),
        version.version().toString(),
        item.from().map(Version::toString).orElse(null),
        PlanAction.valueOf(item.action().name()),
        InstalledAs.valueOf(item.installedAs().name()),
        version.digest().value(),
        version.size(),
        "/v1/modules/%s/versions/%s/package".formatted(version.name(), version.version()),
        manifest.namespace(),
        manifest.requiredFeatures(),
        requirements(manifest),
        permissions(manifest),
        manifest.parametersSchema().orElse(null),
        item.isRemoval() ? null : warning(version));
  }

  private static String warning(ModuleVersion version) {
    if (version.status() != VersionStatus.DEPRECATED) {
      return null;
    }
    String reason = version.statusReason().isEmpty() ? "" : ": " + version.statusReason();
    return "%s %s is deprecated%s.".formatted(version.name(), version.version(), reason);
  }

  /** What the version is now, in full. */
  static SpecificRecordBase fact(ModuleVersion version) {
    return switch (version.status()) {
      case DRAFT -> throw new IllegalArgumentException(version.id() + " is a draft");
      case PUBLISHED -> published(version);
      case DEPRECATED ->
          new ModuleVersionDeprecated(
              version.name().value(),
              version.version().toString(),
              version.statusReason(),
              published(version),
              version.statusSince());
      case WITHDRAWN ->
          new ModuleVersionWithdrawn(
              version.name().value(),
              version.version().toString(),
              version.statusReason(),
              published(version),
              version.statusSince());
    };
  }

  private static ModuleVersionPublished published(ModuleVersion version) {
    Manifest manifest = version.manifest();
    return new ModuleVersionPublished(
        version.name().value(),
        version.version().toString(),
        manifest.title(),
        manifest.description(),
        manifest.namespace(),
        version.digest().value(),
        manifest.requiredFeatures(),
        requirements(manifest),
        permissions(manifest),
        version.publishedAt().orElseThrow(),
        manifest.publisher(),
        version.signedBy().orElse(null),
        manifest.provides().stream()
            .map(one -> new Capability(one.name().value(), one.version().toString()))
            .toList());
  }

  private static List<ModuleRequirement> requirements(Manifest manifest) {
    return manifest.requirements().stream()
        .filter(one -> !one.optional())
        .map(one -> new ModuleRequirement(one.module().value(), one.range().text()))
        .toList();
  }

  private static List<Permission> permissions(Manifest manifest) {
    return manifest.permissions().stream()
        .map(one -> new Permission(one.name(), one.description()))
        .toList();
  }
}
