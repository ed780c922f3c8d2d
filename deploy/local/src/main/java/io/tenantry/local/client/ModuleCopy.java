package io.tenantry.local.client;

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
 * A module under a name of its own, so that it can have other versions without anybody else getting
 * them.
 */
public record ModuleCopy(String name, String version, Map<String, String> files) {

  private static final String MANIFEST = "module.yaml";

  public ModuleCopy {
    files = Map.copyOf(files);
  }

  /** The module as it is, but for its name, which begins like that and is nobody else's. */
  public static ModuleCopy of(ModuleSource module, String prefix) {
    String name = prefix + "_" + UUID.randomUUID().toString().substring(0, 6);
    Map<String, String> files = new LinkedHashMap<>();
    for (Path file : filesIn(module.directory())) {
      files.put(module.directory().relativize(file).toString(), read(file));
    }
    files.computeIfPresent(MANIFEST, (path, text) -> text.replace(module.name(), name));
    return new ModuleCopy(name, module.version(), files);
  }

  /** The same as another version. */
  public ModuleCopy as(String newVersion) {
    String manifest = files.get(MANIFEST).replace("version: " + version, "version: " + newVersion);
    return new ModuleCopy(name, newVersion, with(MANIFEST, manifest).files);
  }

  /** With a service of its own that takes part in the setup. */
  public ModuleCopy withService(String timeout) {
    return with(
        MANIFEST, files.get(MANIFEST) + "\nparticipant:\n  timeout: %s\n".formatted(timeout));
  }

  /** With one more migration of the tenants' databases, and the script that undoes it. */
  public ModuleCopy migrating(int number, String sql, String undo) {
    return adding("db/tenant/", number, sql, undo);
  }

  /** With one more migration of the landlord database, and the script that undoes it. */
  public ModuleCopy migratingLandlord(int number, String sql, String undo) {
    return adding("db/landlord/", number, sql, undo);
  }

  private ModuleCopy adding(String directory, int number, String sql, String undo) {
    return with("%sV%d__step.sql".formatted(directory, number), sql)
        .with("%sU%d__step.sql".formatted(directory, number), undo);
  }

  /** Writes the module's files, which the platform's client packs. */
  public ModuleSource in(Path directory) {
    Path target = directory.resolve(name).resolve(version);
    files.forEach((path, text) -> write(target.resolve(path), text));
    return new ModuleSource(target, name, version);
  }

  private ModuleCopy with(String path, String text) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(path, text);
    return new ModuleCopy(name, version, all);
  }

  private static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("README.md"))
          .filter(file -> !file.startsWith(directory.resolve("participant")))
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
