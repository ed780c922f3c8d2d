package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A catalogue and a request, small enough that all there is can be tried. */
record World(List<ModuleVersion> versions, ResolutionRequest request) {

  Catalogue catalogue() {
    return Catalogue.of(versions);
  }

  Map<ModuleName, List<ModuleVersion>> byModule() {
    return versions.stream()
        .collect(Collectors.groupingBy(ModuleVersion::name, TreeMap::new, Collectors.toList()));
  }

  Optional<ModuleVersion> installed(ModuleName module) {
    return Optional.ofNullable(request.installed().get(module)).flatMap(this::version);
  }

  private Optional<ModuleVersion> version(InstalledModule installed) {
    return versions.stream()
        .filter(one -> one.name().equals(installed.module()))
        .filter(one -> one.version().equals(installed.version()))
        .findFirst();
  }

  @Override
  public String toString() {
    String all = versions.stream().map(World::text).collect(Collectors.joining("\n  "));
    return "%n  %s%n  installed %s%n  asked %s %s"
        .formatted(
            all,
            request.installed().values(),
            request.changeList().stream().map(World::text).toList(),
            request.options());
  }

  private static String text(Change change) {
    return change instanceof Change.Uninstall
        ? "uninstall " + change.module()
        : "%s %s %s"
            .formatted(
                change.getClass().getSimpleName(), change.module(), Requested.range(change).text());
  }

  private static String text(ModuleVersion version) {
    StringBuilder text = new StringBuilder(version.id() + " " + version.status());
    version
        .manifest()
        .requirements()
        .forEach(
            one ->
                text.append(one.optional() ? " uses " : " needs ")
                    .append(one.module() + " " + one.range().text()));
    version
        .manifest()
        .requiredCapabilities()
        .forEach(
            one ->
                text.append(one.optional() ? " uses cap " : " needs cap ")
                    .append(one.capability() + " " + one.range().text()));
    version.manifest().provides().forEach(one -> text.append(" provides " + one));
    version
        .manifest()
        .conflicts()
        .forEach(one -> text.append(" conflicts " + one.module() + " " + one.range().text()));
    version
        .manifest()
        .replaces()
        .forEach(one -> text.append(" replaces " + one.module() + " " + one.range().text()));
    return text.toString();
  }
}
