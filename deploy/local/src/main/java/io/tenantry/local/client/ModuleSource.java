package io.tenantry.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tenantry.testkit.modules.ModulePackager;
import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The source tree of a module.
 *
 * @param name of the module, as its manifest says
 * @param version of the module, as its manifest says
 */
public record ModuleSource(Path directory, String name, String version) {

  /**
   * A module below {@code deploy/modules}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ModuleSource of(String directory) {
    Path source = ProjectFiles.module(directory);
    Path manifest = source.resolve("module.yaml");
    if (Files.notExists(manifest)) {
      throw new IllegalArgumentException(
          "There is no module deploy/modules/%s; a module has a module.yaml".formatted(directory));
    }
    try {
      JsonNode content = new YAMLMapper().readTree(Files.readString(manifest));
      return new ModuleSource(
          source, content.get("name").textValue(), content.get("version").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + manifest, e);
    }
  }

  byte[] packed() {
    return ModulePackager.pack(directory);
  }
}
