package io.tenantry.local.resolver;

import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simplest resolver there is: always the newest, never a step back. It misses plans. */
final class GreedyWalk {

  private final Map<ModuleName, List<ModuleVersion>> newestFirst = new HashMap<>();
  private final Map<String, List<ModuleVersion>> providers = new HashMap<>();

  GreedyWalk(List<ModuleVersion> versions) {
    versions.stream()
        .sorted(Comparator.comparing(ModuleVersion::version).reversed())
        .forEach(
            one -> {
              newestFirst.computeIfAbsent(one.name(), absent -> new ArrayList<>()).add(one);
              one.manifest()
                  .provides()
                  .forEach(
                      it ->
                          providers
                              .computeIfAbsent(it.name().value(), absent -> new ArrayList<>())
                              .add(one));
            });
  }

  /** What it would install; empty when it meets a clash. */
  Optional<Map<ModuleName, ModuleVersion>> resolve(ModuleName module, VersionRange range) {
    Map<ModuleName, ModuleVersion> chosen = new HashMap<>();
    return take(module, range, chosen) ? Optional.of(chosen) : Optional.empty();
  }

  private boolean take(
      ModuleName module, VersionRange range, Map<ModuleName, ModuleVersion> chosen) {
    ModuleVersion there = chosen.get(module);
    if (there != null) {
      return range.contains(there.version(), false);
    }
    return newestFirst.getOrDefault(module, List.of()).stream()
        .filter(one -> range.contains(one.version(), false))
        .findFirst()
        .map(one -> take(one, chosen))
        .orElse(false);
  }

  private boolean take(ModuleVersion version, Map<ModuleName, ModuleVersion> chosen) {
    chosen.put(version.name(), version);
    for (Requirement need : version.manifest().requirements()) {
      if (!take(need.module(), need.range(), chosen)) {
        return false;
      }
    }
    for (CapabilityRequirement need : version.manifest().requiredCapabilities()) {
      if (!take(need, chosen)) {
        return false;
      }
    }
    return true;
  }

  private boolean take(CapabilityRequirement need, Map<ModuleName, ModuleVersion> chosen) {
    List<ModuleVersion> fitting =
        providers.getOrDefault(need.capability().value(), List.of()).stream()
            .filter(one -> provides(one, need))
            .toList();
    if (fitting.stream().anyMatch(one -> one.equals(chosen.get(one.name())))) {
      return true;
    }
    return fitting.stream()
        .findFirst()
        .map(one -> !chosen.containsKey(one.name()) && take(one, chosen))
        .orElse(false);
  }

  private static boolean provides(ModuleVersion version, CapabilityRequirement need) {
    return version.manifest().provides().stream()
        .anyMatch(
            one ->
                one.name().equals(need.capability())
                    && need.range().contains(one.version(), false));
  }
}
