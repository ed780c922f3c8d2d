package io.tenantry.local;

import io.tenantry.local.client.ModuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A module whose scripts wait at a {@link Gate}: the first in the landlord's database and the
 * second in the tenant's. The third runs outside a transaction.
 *
 * @param extensions what it needs, as the manifest says it
 */
record GatedModule(String name, String extensions) {

  static final int TENANT_MIGRATIONS = 3;

  GatedModule(String name) {
    this(name, "{}");
  }

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
        title: Gated
        description: Waits until it is let through.
        namespace: App\\Contexts\\Gated
        landlord:
          compatibleFrom: 1.0.0
        nonTransactional: [db/tenant/V3__note_by_text.sql]
        requires: {extensions: %s}
        """
            .formatted(name, extensions),
        "db/landlord/V1__design.sql",
        "create table design (name text);\n" + Gate.PASS,
        "db/landlord/U1__design.sql",
        "drop table design;",
        "db/tenant/V1__note.sql",
        "create table note (text text);",
        "db/tenant/U1__note.sql",
        "drop table note;",
        "db/tenant/V2__first_note.sql",
        "insert into note values ('once');\n" + Gate.PASS,
        "db/tenant/U2__first_note.sql",
        "delete from note;",
        "db/tenant/V3__note_by_text.sql",
        "create index concurrently note_by_text on note (text);",
        "db/tenant/U3__note_by_text.sql",
        "drop index if exists note_by_text;");
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
