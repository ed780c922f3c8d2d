package io.tenantry.local.installer;

import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an installation of DigitalCard runs in a tenant's database, for those who have no module.
 */
final class DigitalCardSql {

  static final String SCHEMA = "digital_card";

  /** The tenant chooses no parameters, and nobody checks what they may be. */
  private static final String PARAMETERS =
      "select set_config('tenantry.parameters', '{}', false);\n";

  private DigitalCardSql() {}

  /** All of it in one file. */
  static Path asOneFile(Path directory) {
    StringBuilder sql = new StringBuilder();
    sql.append("create schema %1$s;\nset search_path = %1$s;\n".formatted(SCHEMA));
    migrations().forEach(script -> sql.append(text(script)).append('\n'));
    sql.append(setup());
    return write(directory.resolve("install.sql"), sql.toString());
  }

  /** As Flyway wants it; the setup is the last migration. */
  static Path asMigrations(Path directory) {
    List<Path> migrations = migrations();
    migrations.forEach(
        script -> write(directory.resolve(script.getFileName().toString()), text(script)));
    write(directory.resolve("V%d__setup.sql".formatted(migrations.size() + 1)), setup());
    return directory;
  }

  private static List<Path> migrations() {
    return scripts("db/tenant", "V");
  }

  private static String setup() {
    StringBuilder sql = new StringBuilder(PARAMETERS);
    scripts("setup", "").forEach(script -> sql.append(text(script)).append('\n'));
    return sql.toString();
  }

  private static List<Path> scripts(String directory, String prefix) {
    try (Stream<Path> files = Files.list(ProjectFiles.module("digital-card").resolve(directory))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparingInt(DigitalCardSql::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path script) {
    return Integer.parseInt(script.getFileName().toString().split("_")[0].replaceAll("\\D", ""));
  }

  private static String text(Path script) {
    try {
      String text = Files.readString(script);
      if (text.contains("${")) {
        throw new IllegalStateException(script + " has a placeholder, which others cannot resolve");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
