package io.tenantry.local.resolver;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.Fixtures.Manifests;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A catalogue with the shape of a large platform's, where releases follow each other: what belongs
 * to one release goes together. A third of the requirements name modules, the others capabilities,
 * of which every third takes the release before too.
 */
final class GeneratedCatalogue {

  private static final int RELEASES = 5;
  private static final int MODULES = 230;
  private static final int VERSIONS = 1_100;
  private static final int REQUIREMENTS = 14_000;
  private static final int CAPABILITIES = 84;

  private final Random random;
  private final int size;
  private final Map<String, VersionRange> ranges = new HashMap<>();
  private final List<ModuleVersion> versions = new ArrayList<>();

  private GeneratedCatalogue(int size, long seed) {
    this.size = size;
    this.random = new Random(seed);
  }

  /**
   * Generates a catalogue of that many times 230 modules, 1,100 versions, 14,000 requirements and
   * 420 versions of capabilities.
   */
  static List<ModuleVersion> of(int times, long seed) {
    GeneratedCatalogue catalogue = new GeneratedCatalogue(times, seed);
    for (int module = 0; module < times * MODULES; module++) {
      for (int release = first(module); release < RELEASES; release++) {
        catalogue.add(module, release);
      }
    }
    return catalogue.versions;
  }

  /** Of a release so many modules, which need no others. */
  static List<InstalledModule> installed(List<ModuleVersion> versions, int release, int modules) {
    return versions.stream()
        .filter(one -> one.version().major() == release + 1)
        .filter(one -> one.name().compareTo(name(modules)) < 0)
        .map(one -> new InstalledModule(one.name(), one.version(), InstalledAs.REQUESTED))
        .toList();
  }

  static ModuleName name(int module) {
    return new ModuleName("module_%04d".formatted(module));
  }

  /** Some modules are younger than others: as many as make the number of versions right. */
  private static int first(int module) {
    int missing = RELEASES * MODULES - VERSIONS;
    return module % MODULES < MODULES - missing ? 0 : 1;
  }

  private void add(int module, int release) {
    String version = (release + 1) + "." + random.nextInt(4) + "." + random.nextInt(10);
    Manifests manifest = Fixtures.manifests(name(module).value(), version);
    addRequirements(manifest, module, release);
    if (module < size * CAPABILITIES) {
      manifest.provides(
          List.of(new Capability(capability(module), Version.of((release + 1) + ".0.0"))));
    }
    versions.add(Fixtures.published(manifest.build()));
  }

  private void addRequirements(Manifests manifest, int module, int release) {
    int wanted = Math.min(module, 2 * REQUIREMENTS * (module % MODULES) / VERSIONS / MODULES + 1);
    Map<Integer, Boolean> chosen = new HashMap<>();
    while (chosen.size() < wanted) {
      chosen.put(random.nextInt(module), true);
    }
    for (int other : chosen.keySet()) {
      if (first(other) > release) {
        continue;
      }
      boolean isModule = other >= size * CAPABILITIES || random.nextInt(3) == 0;
      String now = "^" + (release + 1);
      if (isModule) {
        manifest.needs(new Requirement(name(other), range(now)));
      } else {
        String range = release > 0 && random.nextInt(3) == 0 ? release + ".0 || " + now : now;
        manifest.needs(new CapabilityRequirement(capability(other), range(range)));
      }
    }
  }

  private static CapabilityName capability(int number) {
    return new CapabilityName("capability-" + number);
  }

  private VersionRange range(String text) {
    return ranges.computeIfAbsent(text, Npm::range);
  }
}
