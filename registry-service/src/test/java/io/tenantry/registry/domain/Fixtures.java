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

  public static ModuleVersion draft(String name, String version, String... requirements) {
    String identity = name + "@" + version;
    return ModuleVersion.draft(
        manifest(name, version, requirements),
        Digest.of(identity.getBytes(StandardCharsets.UTF_8)),
        identity.length(),
        Optional.empty(),
        NOW);
  }

  public static Manifest manifest(String name, String version, String... requirements) {
    List<Requirement> needs = new ArrayList<>();
    for (String requirement : requirements) {
      String[] parts = requirement.split(" ", 2);
      needs.add(new Requirement(new ModuleName(parts[0]), Npm.range(parts[1])));
    }
    return new Manifest(
        new ModuleName(name),
        Version.of(version),
        "Title of " + name,
        "Description of " + name,
        "Publisher",
        "App\\" + name,
        List.of("feature-" + name.replace('_', '-')),
        needs,
        List.of(),
        List.of(),
        List.of(new Permission(name + ".view", "See it.")),
        Optional.empty(),
        WayBack.unsaid());
  }

  /** The same manifest with what it says about the way back. */
  public static Manifest with(Manifest manifest, WayBack wayBack) {
    return with(manifest, manifest.requiredCapabilities(), manifest.provides(), wayBack);
  }

  /** The same manifest with what it needs and offers. */
  public static Manifest with(
      Manifest manifest, List<CapabilityRequirement> needs, List<Capability> offers) {
    return with(manifest, needs, offers, manifest.wayBack());
  }

  private static Manifest with(
      Manifest manifest,
      List<CapabilityRequirement> needs,
      List<Capability> offers,
      WayBack wayBack) {
    return new Manifest(
        manifest.name(),
        manifest.version(),
        manifest.title(),
        manifest.description(),
        manifest.publisher(),
        manifest.namespace(),
        manifest.requiredFeatures(),
        manifest.requirements(),
        needs,
        offers,
        manifest.permissions(),
        manifest.parametersSchema(),
        wayBack);
  }
}
