package io.tenantry.tenantmodule.domain.catalogue;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.time.Instant;
import java.util.List;

/**
 * A version of a module, as the registry has told about it last.
 *
 * @param version semantic version
 * @param reason why it was deprecated or withdrawn, for people; empty when nothing was said
 * @param requiredFeatures features that a subscription must allow
 * @param changedAt since when it is as it is
 */
public record CatalogueVersion(
    ModuleName module,
    String version,
    String title,
    String description,
    CatalogueStatus status,
    String reason,
    List<String> requiredFeatures,
    Instant changedAt) {

  public CatalogueVersion {
    requiredFeatures = List.copyOf(requiredFeatures);
  }

  /** Whether it comes before the version that its number names (Semantic Versioning 2.0.0, 9). */
  public boolean isPrerelease() {
    return version.split("\\+", 2)[0].contains("-");
  }
}
