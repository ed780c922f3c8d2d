package io.tenantry.local;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * DigitalCard under a name of its own, so that it can have other versions without anybody else
 * getting them.
 */
record CopyOfDigitalCard(String name, String version, Map<String, String> files) {

  private static final String ORIGINAL = "digital_card";

  /** Version 1.0.0, as it is. */
  static CopyOfDigitalCard first() {
    String name = "card_" + UUID.randomUUID().toString().substring(0, 6);
    Map<String, String> files = new LinkedHashMap<>();
    Path source = ProjectFiles.module("digital-card");
    for (Path file : filesIn(source)) {
      files.put(source.relativize(file).toString(), read(file));
    }
    files.computeIfPresent("module.yaml", (path, text) -> text.replace(ORIGINAL, name));
    return new CopyOfDigitalCard(name, "1.0.0", files);
  }

  CopyOfDigitalCard as(String newVersion) {
    return with(
            "module.yaml",
            files.get("module.yaml").replace("version: " + version, "version: " + newVersion))
        .versioned(newVersion);
  }

  /** A tenant migration with the script that undoes it. */
  CopyOfDigitalCard migrating(int number, String sql, String undo) {
    return with("db/tenant/V%d__step.sql".formatted(number), sql)
        .with("db/tenant/U%d__step.sql".formatted(number), undo);
  }

  /** Writes the module's files, which the platform's client packs. */
  ModuleSource in(Path directory) {
    Path target = directory.resolve(name).resolve(version);
    files.forEach((path, text) -> write(target.resolve(path), text));
    return new ModuleSource(target, name, version);
  }

  private CopyOfDigitalCard with(String path, String text) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(path, text);
    return new CopyOfDigitalCard(name, version, all);
  }

  private CopyOfDigitalCard versioned(String newVersion) {
    return new CopyOfDigitalCard(name, newVersion, files);
  }

  private static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
