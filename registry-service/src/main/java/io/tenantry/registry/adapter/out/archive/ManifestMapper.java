package io.tenantry.registry.adapter.out.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.Permission;
import io.tenantry.registry.domain.RequiredExtension;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.WayBack;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A valid document to a manifest. */
@ApplicationScoped
class ManifestMapper {

  private final RangeNotation ranges;

  ManifestMapper(RangeNotation ranges) {
    this.ranges = ranges;
  }

  /**
   * Maps what the schema has let pass.
   *
   * @throws io.tenantry.registry.domain.InvalidValue if a version or range is none
   */
  Manifest toManifest(JsonNode document) {
    return new Manifest(
        new ModuleName(document.get("name").textValue()),
        Version.of(document.get("version").textValue()),
        document.get("title").textValue(),
        document.get("description").textValue(),
        document.path("publisher").asText(""),
        document.get("namespace").textValue(),
        features(document),
        requirements(document),
        requiredCapabilities(document),
        requiredExtensions(document),
        provides(document),
        moduleRanges(document.path("conflicts")),
        moduleRanges(document.path("replaces")),
        permissions(document),
        Optional.ofNullable(document.get("parameters")).map(JsonNode::toString),
        wayBack(document),
        participantTimeout(document.at("/participant/timeout")));
  }

  /** A number of seconds or minutes, such as {@code 30s}. */
  private static Optional<Duration> participantTimeout(JsonNode timeout) {
    return Optional.ofNullable(timeout.textValue())
        .map(text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
  }

  private static WayBack wayBack(JsonNode document) {
    Set<String> nonTransactional = new HashSet<>();
    document.path("nonTransactional").forEach(path -> nonTransactional.add(path.textValue()));
    return new WayBack(
        Optional.ofNullable(document.at("/landlord/compatibleFrom").textValue()).map(Version::of),
        nonTransactional,
        document.path("undo").asText().equals("required"),
        document.path("upgrade").asText().equals("offline"));
  }

  private static List<Capability> provides(JsonNode document) {
    List<Capability> provided = new ArrayList<>();
    document
        .path("provides")
        .properties()
        .forEach(
            entry ->
                provided.add(
                    new Capability(
                        new CapabilityName(entry.getKey()),
                        Version.of(entry.getValue().textValue()))));
    return provided;
  }

  private List<CapabilityRequirement> requiredCapabilities(JsonNode document) {
    List<CapabilityRequirement> required = new ArrayList<>();
    forEachRange(
        document.at("/requires/capabilities"),
        (name, range) -> required.add(new CapabilityRequirement(new CapabilityName(name), range)));
    forEachRange(
        document.at("/requires/optional/capabilities"),
        (name, range) ->
            required.add(new CapabilityRequirement(new CapabilityName(name), range, true)));
    return required;
  }

  private static List<RequiredExtension> requiredExtensions(JsonNode document) {
    return document.at("/requires/extensions").properties().stream()
        .map(entry -> new RequiredExtension(entry.getKey(), entry.getValue().textValue()))
        .toList();
  }

  private List<Requirement> requirements(JsonNode document) {
    List<Requirement> required = new ArrayList<>();
    forEachRange(
        document.at("/requires/modules"),
        (name, range) -> required.add(new Requirement(new ModuleName(name), range)));
    forEachRange(
        document.at("/requires/optional/modules"),
        (name, range) -> required.add(new Requirement(new ModuleName(name), range, true)));
    return required;
  }

  private List<ModuleRange> moduleRanges(JsonNode node) {
    List<ModuleRange> all = new ArrayList<>();
    forEachRange(node, (name, range) -> all.add(new ModuleRange(new ModuleName(name), range)));
    return all;
  }

  private void forEachRange(JsonNode node, BiConsumer<String, VersionRange> consumer) {
    node.properties()
        .forEach(
            entry -> consumer.accept(entry.getKey(), ranges.parse(entry.getValue().textValue())));
  }

  private static List<String> features(JsonNode document) {
    List<String> features = new ArrayList<>();
    document.at("/requires/features").forEach(feature -> features.add(feature.textValue()));
    return features;
  }

  private static List<Permission> permissions(JsonNode document) {
    List<Permission> permissions = new ArrayList<>();
    document
        .path("permissions")
        .properties()
        .forEach(
            entry -> permissions.add(new Permission(entry.getKey(), entry.getValue().textValue())));
    return permissions;
  }
}
