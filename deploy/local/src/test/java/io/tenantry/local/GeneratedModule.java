package io.tenantry.local;

import io.tenantry.local.client.ModuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A small module of its own for a test, with a name that no other test has. */
record GeneratedModule(String name, Map<String, String> files) {

  static GeneratedModule named(String prefix) {
    String name = prefix + "_" + UUID.randomUUID().toString().substring(0, 6);
    String manifest =
        """
        manifest: 1
        name: %s
        version: 1.0.0
        title: %s
        description: A module for tests.
        publisher: Tenantry
        namespace: App\\Contexts\\Generated
        """
            .formatted(name, name);
    return new GeneratedModule(name, Map.of("module.yaml", manifest));
  }

  GeneratedModule requiring(GeneratedModule other) {
    String manifest = files.get("module.yaml") + "requires: {modules: {%s: ^1.0}}\n";
    return with("module.yaml", manifest.formatted(other.name));
  }

  /** A migration with the script that undoes it, such as {@code tenant}, 1. */
  GeneratedModule migrating(String database, int version, String sql, String undo) {
    String directory = "db/" + database + "/";
    GeneratedModule shared = database.equals("landlord") && version == 1 ? sharing() : this;
    return shared
        .with(directory + "V%d__step.sql".formatted(version), sql)
        .with(directory + "U%d__step.sql".formatted(version), undo);
  }

  /** Writes the module's files, which the platform's client packs. */
  ModuleSource in(Path directory) {
    files.forEach(
        (path, text) -> {
          try {
            Path file = directory.resolve(name).resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new ModuleSource(directory.resolve(name), name, "1.0.0");
  }

  private GeneratedModule sharing() {
    return with("module.yaml", files.get("module.yaml") + "landlord: {compatibleFrom: 1.0.0}\n");
  }

  private GeneratedModule with(String path, String text) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(path, text);
    return new GeneratedModule(name, all);
  }
}
