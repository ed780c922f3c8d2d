package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.VersionStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small worlds with everything in them that a manifest can say. */
final class Worlds {

  private static final List<String> MODULES = List.of("aa", "bb", "cc", "dd", "ee");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0", "2.1.0-rc.1");
  private static final List<String> CAPABILITIES = List.of("x", "y");
  private static final List<VersionRange> RANGES =
      List.of("*", "^1", "^2", "<2", "1.0.0", "1.1.0 || 2.0.0", ">=1.1", "2.1.0-rc.1").stream()
          .map(Npm::range)
          .toList();

  private Worlds() {}

  static Arbitrary<World> any() {
    return Combinators.combine(
            spec().list().ofMinSize(1).ofMaxSize(9),
            index(VERSIONS.size() + 2).list().ofSize(MODULES.size()),
            change().list().ofMinSize(1).ofMaxSize(2),
            options())
        .as(Worlds::world);
  }

  private static World world(
      List<Spec> specs,
      List<Integer> installed,
      List<ChangeSpec> asked,
      ResolutionOptions options) {
    Map<String, ModuleVersion> versions = new TreeMap<>();
    specs.forEach(spec -> versions.put(spec.module() + spec.version(), spec.toVersion()));
    List<InstalledModule> has = new ArrayList<>();
    for (int i = 0; i < MODULES.size(); i++) {
      int version = installed.get(i);
      if (version < VERSIONS.size()
          && versions.containsKey(MODULES.get(i) + VERSIONS.get(version))) {
        has.add(
            new InstalledModule(
                new ModuleName(MODULES.get(i)),
                Version.of(VERSIONS.get(version)),
                InstalledAs.REQUESTED));
      }
    }
    Map<ModuleName, Change> changes = new LinkedHashMap<>();
    asked.forEach(one -> changes.put(one.name(), one.toChange(has)));
    return new World(
        List.copyOf(versions.values()), new ResolutionRequest(changes.values(), has, options));
  }

  private static Arbitrary<Spec> spec() {
    return Combinators.combine(
            Arbitraries.of(MODULES),
            Arbitraries.of(VERSIONS),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(VersionStatus.PUBLISHED)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(VersionStatus.DEPRECATED)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(VersionStatus.WITHDRAWN))),
            demand().list().ofMaxSize(3),
            Combinators.combine(Arbitraries.of(CAPABILITIES), Arbitraries.of(VERSIONS))
                .as(
                    (name, version) ->
                        new Capability(new CapabilityName(name), Version.of(version)))
                .list()
                .ofMaxSize(1))
        .as(Spec::new);
  }

  private static Arbitrary<DemandSpec> demand() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(DemandKind.NEEDS_MODULE)),
                net.jqwik.api.Tuple.of(4, Arbitraries.just(DemandKind.NEEDS_CAPABILITY)),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(DemandKind.values()))),
            Arbitraries.of(MODULES),
            Arbitraries.of(CAPABILITIES),
            Arbitraries.of(RANGES))
        .as(DemandSpec::new);
  }

  private static Arbitrary<ChangeSpec> change() {
    return Combinators.combine(index(4), Arbitraries.of(MODULES), Arbitraries.of(RANGES))
        .as(ChangeSpec::new);
  }

  private static Arbitrary<ResolutionOptions> options() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    return Combinators.combine(either, either, either).as(ResolutionOptions::new);
  }

  private static Arbitrary<Integer> index(int size) {
    return Arbitraries.integers().between(0, size - 1);
  }

  private record DemandSpec(
      DemandKind kind, String module, String capability, VersionRange range) {}

  private record ChangeSpec(int kind, String module, VersionRange range) {

    ModuleName name() {
      return new ModuleName(module);
    }

    Change toChange(List<InstalledModule> installed) {
      boolean isInstalled = installed.stream().anyMatch(one -> one.module().equals(name()));
      if (!isInstalled || kind == 0) {
        return new Change.Install(name(), range);
      }
      return kind == 1 ? new Change.Uninstall(name()) : new Change.Upgrade(name(), range);
    }
  }

  private record Spec(
      String module,
      String version,
      VersionStatus status,
      List<DemandSpec> demands,
      List<Capability> provides) {

    ModuleVersion toVersion() {
      ModuleVersion published = Fixtures.published(manifest());
      return status == VersionStatus.PUBLISHED
          ? published
          : published.with(status, "", Fixtures.NOW);
    }

    private Manifest manifest() {
      Fixtures.Manifests manifest = Fixtures.manifests(module, version).provides(provides);
      for (DemandSpec demand : demands) {
        ModuleName other = new ModuleName(demand.module());
        CapabilityName capability = new CapabilityName(demand.capability());
        if (other.value().equals(module) && !demand.kind().isOfCapability()) {
          continue;
        }
        switch (demand.kind()) {
          case NEEDS_MODULE -> manifest.needs(new Requirement(other, demand.range()));
          case USES_MODULE -> manifest.needs(new Requirement(other, demand.range(), true));
          case NEEDS_CAPABILITY ->
              manifest.needs(new CapabilityRequirement(capability, demand.range()));
          case USES_CAPABILITY ->
              manifest.needs(new CapabilityRequirement(capability, demand.range(), true));
          case CONFLICTS -> manifest.conflicts(new ModuleRange(other, demand.range()));
          case REPLACES -> manifest.replaces(new ModuleRange(other, demand.range()));
        }
      }
      return manifest.build();
    }
  }
}
