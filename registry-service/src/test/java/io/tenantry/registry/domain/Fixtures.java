package io.tenantry.registry.domain;

import io.tenantry.registry.adapter.out.semver.Npm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Modules to test with. */
public final class Fixtures {

  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private Fixtures() {}

  /** A published version; requirements as {@code module range}. */
  public static ModuleVersion published(String name, String version, String... requirements) {
    return draft(name, version, requirements).with(VersionStatus.PUBLISHED, "", NOW);
  }

  public static ModuleVersion published(Manifest manifest) {
    return draft(manifest).with(VersionStatus.PUBLISHED, "", NOW);
  }

  public static ModuleVersion draft(String name, String version, String... requirements) {
    return draft(manifest(name, version, requirements));
  }

  private static ModuleVersion draft(Manifest manifest) {
    String identity = manifest.name() + "@" + manifest.version();
    return ModuleVersion.draft(
        manifest,
        Digest.of(identity.getBytes(StandardCharsets.UTF_8)),
        identity.length(),
        Optional.empty(),
        NOW);
  }

  public static Manifest manifest(String name, String version, String... requirements) {
    Manifests manifest = manifests(name, version);
    for (String requirement : requirements) {
      String[] parts = requirement.split(" ", 2);
      manifest.needs(new Requirement(new ModuleName(parts[0]), Npm.range(parts[1])));
    }
    return manifest.build();
  }

  /** Begins a manifest. */
  public static Manifests manifests(String name, String version) {
    return new Manifests(name, version);
  }

  /** A manifest in the making. */
  public static final class Manifests {

    private final String name;
    private final String version;
    private final List<Requirement> requirements = new ArrayList<>();
    private final List<CapabilityRequirement> capabilities = new ArrayList<>();
    private final List<Capability> provides = new ArrayList<>();
    private final List<ModuleRange> conflicts = new ArrayList<>();
    private final List<ModuleRange> replaces = new ArrayList<>();
    private WayBack wayBack = WayBack.unsaid();

    private Manifests(String name, String version) {
      this.name = name;
      this.version = version;
    }

    public Manifests needs(Requirement requirement) {
      requirements.add(requirement);
      return this;
    }

    public Manifests needs(CapabilityRequirement requirement) {
      capabilities.add(requirement);
      return this;
    }

    public Manifests provides(List<Capability> provided) {
      provides.addAll(provided);
      return this;
    }

    public Manifests conflicts(ModuleRange range) {
      conflicts.add(range);
      return this;
    }

    public Manifests replaces(ModuleRange range) {
      replaces.add(range);
      return this;
    }

    public Manifests wayBack(WayBack said) {
      wayBack = said;
      return this;
    }

    public Manifest build() {
      return new Manifest(
          new ModuleName(name),
          Version.of(version),
          "Title of " + name,
          "Description of " + name,
          "Publisher",
          "App\\" + name,
          List.of("feature-" + name.replace('_', '-')),
          requirements,
          capabilities,
          List.of(),
          provides,
          conflicts,
          replaces,
          List.of(new Permission(name + ".view", "See it.")),
          Optional.empty(),
          wayBack,
          Optional.empty());
    }
  }
}
