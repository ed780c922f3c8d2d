package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.VersionStatus;
import io.tenantry.registry.domain.resolution.Demand.Matches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds out once which versions are in which ranges; equal demands become one. */
final class CatalogueBuilder {

  private static final Comparator<ModuleVersion> ORDER =
      Comparator.comparing(ModuleVersion::name)
          .thenComparing(Comparator.comparing(ModuleVersion::version).reversed());

  private final Map<ModuleName, List<Candidate>> candidates = new TreeMap<>();
  private final Map<CapabilityName, List<Offer>> offers = new HashMap<>();
  private final Map<String, Matches> known = new HashMap<>();
  private int demandCount;

  CatalogueBuilder(Collection<ModuleVersion> versions) {
    List<ModuleVersion> sorted =
        versions.stream().filter(one -> one.status() != VersionStatus.DRAFT).sorted(ORDER).toList();
    for (int i = 0; i < sorted.size(); i++) {
      add(new Candidate(i, sorted.get(i)));
    }
  }

  private void add(Candidate candidate) {
    candidates.computeIfAbsent(candidate.module(), absent -> new ArrayList<>()).add(candidate);
    for (Capability capability : candidate.moduleVersion().manifest().provides()) {
      offers
          .computeIfAbsent(capability.name(), absent -> new ArrayList<>())
          .add(new Offer(candidate, capability.version()));
    }
  }

  Catalogue build() {
    Map<ModuleName, List<Demand>> demands = new HashMap<>();
    candidates.forEach((module, versions) -> demands.put(module, demands(module, versions)));
    Map<CapabilityName, List<Candidate>> providers = new HashMap<>();
    offers.forEach((name, all) -> providers.put(name, all.stream().map(Offer::candidate).toList()));
    return new Catalogue(candidates, demands, providers);
  }

  private List<Demand> demands(ModuleName module, List<Candidate> versions) {
    Map<Key, List<Candidate>> makers = new LinkedHashMap<>();
    Map<Key, VersionRange> ranges = new HashMap<>();
    for (Candidate candidate : versions) {
      keys(candidate.moduleVersion().manifest())
          .forEach(
              (key, range) -> {
                makers.computeIfAbsent(key, absent -> new ArrayList<>()).add(candidate);
                ranges.put(key, range);
              });
    }
    List<Demand> demands = new ArrayList<>();
    makers.forEach(
        (key, by) ->
            demands.add(
                new Demand(
                    demandCount++,
                    module,
                    by,
                    key.kind(),
                    key.target(),
                    key.targetModule(),
                    key.range(),
                    matches(key, ranges.get(key)))));
    return demands;
  }

  private static Map<Key, VersionRange> keys(Manifest manifest) {
    Map<Key, VersionRange> keys = new LinkedHashMap<>();
    for (Requirement one : manifest.requirements()) {
      put(
          keys,
          one.optional() ? DemandKind.USES_MODULE : DemandKind.NEEDS_MODULE,
          one.module(),
          one.range());
    }
    for (CapabilityRequirement one : manifest.requiredCapabilities()) {
      DemandKind kind = one.optional() ? DemandKind.USES_CAPABILITY : DemandKind.NEEDS_CAPABILITY;
      put(keys, kind, one.capability(), one.range());
    }
    for (ModuleRange one : manifest.conflicts()) {
      put(keys, DemandKind.CONFLICTS, one.module(), one.range());
    }
    for (ModuleRange one : manifest.replaces()) {
      put(keys, DemandKind.REPLACES, one.module(), one.range());
    }
    return keys;
  }

  private static void put(
      Map<Key, VersionRange> keys, DemandKind kind, Object target, VersionRange range) {
    keys.put(new Key(kind, target.toString(), range.text()), range);
  }

  private Matches matches(Key key, VersionRange range) {
    String id = key.kind().isOfCapability() + " " + key.target() + " " + key.range();
    return known.computeIfAbsent(
        id,
        absent ->
            key.kind().isOfCapability()
                ? matches(
                    offers.getOrDefault(new CapabilityName(key.target()), List.of()),
                    Offer::version,
                    Offer::candidate,
                    range,
                    false)
                : matches(
                    candidates.getOrDefault(new ModuleName(key.target()), List.of()),
                    Candidate::version,
                    Function.identity(),
                    range,
                    true));
  }

  /** A capability's range says nothing about the version of the module that provides it. */
  private static <T> Matches matches(
      List<T> all,
      Function<T, Version> version,
      Function<T, Candidate> candidate,
      VersionRange range,
      boolean namesVersions) {
    List<Candidate> inside = new ArrayList<>();
    List<Candidate> outside = new ArrayList<>();
    List<Candidate> named = new ArrayList<>();
    List<Candidate> exact = new ArrayList<>();
    for (T one : all) {
      boolean isInside = range.contains(version.apply(one), true);
      (isInside ? inside : outside).add(candidate.apply(one));
      if (namesVersions && range.contains(version.apply(one), false)) {
        named.add(candidate.apply(one));
      }
      if (namesVersions && range.isExactly(version.apply(one))) {
        exact.add(candidate.apply(one));
      }
    }
    return new Matches(inside, outside, named, exact);
  }

  private record Key(DemandKind kind, String target, String range) {

    Optional<ModuleName> targetModule() {
      return kind.isOfCapability() ? Optional.empty() : Optional.of(new ModuleName(target));
    }
  }

  private record Offer(Candidate candidate, Version version) {}
}
