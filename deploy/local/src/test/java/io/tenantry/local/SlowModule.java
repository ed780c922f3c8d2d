package io.tenantry.local;

import io.tenantry.local.client.ModuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A module that takes its time.
 *
 * @param name of the module and of its schemas
 * @param landlordSeconds what its landlord migration takes at least
 * @param tenantSeconds what its second tenant migration takes at least
 */
record SlowModule(String name, double landlordSeconds, double tenantSeconds) {

  /** Writes the source tree below a directory. */
  ModuleSource in(Path parent) {
    Path directory = parent.resolve(name);
    files().forEach((path, text) -> write(directory.resolve(path), text));
    return new ModuleSource(directory, name, "1.0.0");
  }

  private Map<String, String> files() {
    return Map.of(
        "module.yaml",
        """
        manifest: 1
        name: %s
        version: 1.0.0
        title: Slow
        description: Takes its time.
        publisher: Tenantry
        namespace: App\\Contexts\\Slow
        landlord:
          compatibleFrom: 1.0.0
        """
            .formatted(name),
        "db/landlord/V1__design.sql",
        "create table design (name text); select pg_sleep(%s);".formatted(landlordSeconds),
        "db/landlord/U1__design.sql",
        "drop table design;",
        "db/tenant/V1__note.sql",
        "create table note (text text);",
        "db/tenant/U1__note.sql",
        "drop table note;",
        "db/tenant/V2__first_note.sql",
        "insert into note values ('once'); select pg_sleep(%s);".formatted(tenantSeconds),
        "db/tenant/U2__first_note.sql",
        "delete from note;");
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
