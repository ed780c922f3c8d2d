package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import java.util.List;

/** What puts a schema out of the way and back, for people. */
final class RenamingByHand {

  private RenamingByHand() {}

  static List<String> puttingBack(DatabaseRef database, KeptData kept) {
    String runtime = RuntimeRole.nameFor(kept.module());
    String schema = quoted(kept);
    return List.of(
        psql(
            database,
            "ALTER SCHEMA %s RENAME TO %s".formatted(kept.schema(), schema),
            renamed(kept.role(database), database.moduleRole(kept.module())),
            forEachKey(kept, "ADD CONSTRAINT %I %s", "name, definition"),
            "DELETE FROM tenantry.aside WHERE id = '%s'".formatted(kept.id()),
            "GRANT %s TO %s".formatted(database.connectRole(), runtime),
            "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, runtime)));
  }

  static List<String> settingAside(DatabaseRef database, KeptData kept) {
    String runtime = RuntimeRole.nameFor(kept.module());
    String schema = quoted(kept);
    return List.of(
        psql(
            database,
            "REVOKE %s FROM %s".formatted(database.connectRole(), runtime),
            "REVOKE ALL ON SCHEMA %s FROM %s".formatted(schema, runtime),
            AsideRegister.entering(database, kept).replaceAll("\\s+", " "),
            forEachKey(kept, "DROP CONSTRAINT %I", "name"),
            renamed(database.moduleRole(kept.module()), kept.role(database)),
            "ALTER SCHEMA %s RENAME TO %s".formatted(schema, kept.schema())));
  }

  /** The module's name may be a keyword; the quotes are the shell's to take. */
  private static String quoted(KeptData kept) {
    return "\\\"" + kept.module() + "\\\"";
  }

  private static String renamed(String role, String other) {
    return "ALTER ROLE %s RENAME TO %s".formatted(role, other);
  }

  /** Changes what is written down about foreign keys. */
  private static String forEachKey(KeptData kept, String change, String columns) {
    String loop =
        "DECLARE k record; BEGIN FOR k IN SELECT format('ALTER TABLE %I.%I "
            + change
            + "', schema_name, table_name, "
            + columns
            + ") AS sql FROM tenantry.aside_key WHERE aside_id = '"
            + kept.id()
            + "' ORDER BY number LOOP EXECUTE k.sql; END LOOP; END";
    return "DO " + Sql.literal(loop);
  }

  /**
   * All of it in one transaction. Other names need no quotes: they consist of small letters, digits
   * and underscores, and are no keywords.
   */
  private static String psql(DatabaseRef database, String... statements) {
    return "psql -v ON_ERROR_STOP=1 -d %s -c \"%s\""
        .formatted(database.name(), String.join("; ", statements));
  }
}
