package io.tenantry.registry.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The published versions that a plan can be made of, newest first. */
public record Catalogue(Map<ModuleName, List<ModuleVersion>> versions) {

  private static final Comparator<ModuleVersion> NEWEST_FIRST =
      Comparator.comparing(ModuleVersion::version).reversed();

  public static Catalogue of(Collection<ModuleVersion> published) {
    return new Catalogue(
        published.stream()
            .sorted(NEWEST_FIRST)
            .collect(Collectors.groupingBy(ModuleVersion::name)));
  }

  List<ModuleVersion> versionsOf(ModuleName name) {
    return versions.getOrDefault(name, List.of());
  }
}
