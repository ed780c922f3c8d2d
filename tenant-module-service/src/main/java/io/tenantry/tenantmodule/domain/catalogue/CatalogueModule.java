package io.tenantry.tenantmodule.domain.catalogue;

import static io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus.DEPRECATED;
import static io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus.PUBLISHED;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A module with the versions that it has had.
 *
 * @param versions at least one, the newest first
 */
public record CatalogueModule(ModuleName name, List<CatalogueVersion> versions) {

  public CatalogueModule {
    versions = List.copyOf(versions);
  }

  /** The same, with the versions in that order. */
  public CatalogueModule sorted(Comparator<String> newestFirst) {
    return new CatalogueModule(
        name,
        versions.stream()
            .sorted(Comparator.comparing(CatalogueVersion::version, newestFirst))
            .toList());
  }

  /** What somebody gets who asks for any version. */
  Optional<CatalogueVersion> offered() {
    return newest(one -> one.status() == PUBLISHED && !one.isPrerelease());
  }

  /** The version that tells most about the module: the offered one, or else the next best. */
  CatalogueVersion shown() {
    return offered()
        .or(() -> newest(one -> one.status() == PUBLISHED))
        .or(() -> newest(one -> one.status() == DEPRECATED))
        .orElseGet(() -> versions.get(0));
  }

  private Optional<CatalogueVersion> newest(Predicate<CatalogueVersion> kind) {
    return versions.stream().filter(kind).findFirst();
  }
}
