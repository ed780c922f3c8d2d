package io.tenantry.local.benchmark;

import io.tenantry.local.client.ModuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of a module that run in a tenant's database, as Tenantry runs them. */
record ModuleSql(ModuleSource module) {

  private static final String PARAMETERS = "select set_config('tenantry.parameters', '{}', false);";

  Path migrations() {
    return module.directory().resolve("db/tenant");
  }

  /** Writes all of it to one file, for a schema of the module's name. */
  Path inOneFile(Path directory) {
    StringBuilder all = new StringBuilder();
    all.append(schema());
    Stream.of(sorted(migrations(), "V"), sorted(module.directory().resolve("setup"), ""))
        .flatMap(List::stream)
        .forEach(script -> all.append(text(script)).append('\n'));
    try {
      return Files.writeString(directory.resolve(module.name() + ".sql"), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the setup scripts say, after a line that gives them their parameters. */
  String setup() {
    StringBuilder all = new StringBuilder(PARAMETERS);
    all.append("set search_path = ").append(module.name()).append(";\n");
    sorted(module.directory().resolve("setup"), "").forEach(one -> all.append(text(one)));
    return all.toString();
  }

  private String schema() {
    return "create schema %1$s; set search_path = %1$s; %2$s\n"
        .formatted(module.name(), PARAMETERS);
  }

  private static List<Path> sorted(Path directory, String prefix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name(file).startsWith(prefix) && name(file).endsWith(".sql"))
          .sorted(Comparator.comparingInt(ModuleSql::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path script) {
    return Integer.parseInt(name(script).replaceAll("^V?(\\d+)_.*", "$1"));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String text(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
