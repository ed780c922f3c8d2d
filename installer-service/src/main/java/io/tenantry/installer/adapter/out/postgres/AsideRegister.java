package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The platform's record of schemas that are aside in a database, {@code tenantry.aside}. */
final class AsideRegister {

  private static final String ENTER =
      """
      with entered as (
        insert into tenantry.aside (id, module, schema_name, module_role)
        values (%1$s, %2$s, %3$s, %4$s) returning id)
      insert into tenantry.aside_key (aside_id, number, schema_name, table_name, name, definition)
      select entered.id, row_number() over (order by c.oid), n.nspname, r.relname, c.conname,
        pg_get_constraintdef(c.oid)
      from entered, pg_constraint c
        join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
        join pg_class f on f.oid = c.confrelid join pg_namespace o on o.oid = f.relnamespace
      where c.contype = 'f' and c.conparentid = 0 and n.oid <> o.oid
        and %2$s in (n.nspname, o.nspname)
      """;

  private static final String KEYS =
      """
      select schema_name, table_name, name, definition from tenantry.aside_key
      where aside_id = ? and to_regclass(format('%I.%I', schema_name, table_name)) is not null
      order by number
      """;

  private final Connection platform;
  private final DatabaseRef database;
  private final KeptData kept;

  AsideRegister(Connection platform, DatabaseRef database, KeptData kept) {
    this.platform = platform;
    this.database = database;
    this.kept = kept;
  }

  boolean isThere() throws SQLException {
    return found("select 1 from tenantry.aside where id = ?");
  }

  /** The same, and nobody else changes it until the transaction ends. */
  boolean lock() throws SQLException {
    return found("select 1 from tenantry.aside where id = ? for update");
  }

  /** Writes the schema down, with the foreign keys between it and others. */
  void enter() throws SQLException {
    Sql.run(platform, entering(database, kept));
  }

  static String entering(DatabaseRef database, KeptData kept) {
    return ENTER.formatted(
        Sql.literal(kept.id().toString()),
        Sql.literal(kept.module().value()),
        Sql.literal(kept.schema()),
        Sql.literal(kept.role(database)));
  }

  /** The foreign keys that were written down, without those of tables that are gone. */
  List<ForeignKey> keys() throws SQLException {
    try (PreparedStatement statement = platform.prepareStatement(KEYS)) {
      statement.setObject(1, kept.id());
      try (ResultSet rows = statement.executeQuery()) {
        List<ForeignKey> keys = new ArrayList<>();
        while (rows.next()) {
          keys.add(
              new ForeignKey(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
        return keys;
      }
    }
  }

  void strikeOut() throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("delete from tenantry.aside where id = ?")) {
      statement.setObject(1, kept.id());
      statement.executeUpdate();
    }
  }

  private boolean found(String sql) throws SQLException {
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setObject(1, kept.id());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * A foreign key.
   *
   * @param schema of the table that refers to another one
   * @param definition as PostgreSQL writes it, with the other table's schema
   */
  record ForeignKey(String schema, String table, String name, String definition) {

    String dropping() {
      return "alter table %s drop constraint %s".formatted(tableName(), Sql.identifier(name));
    }

    String adding() {
      return "alter table %s add constraint %s %s"
          .formatted(tableName(), Sql.identifier(name), definition);
    }

    private String tableName() {
      return Sql.identifier(schema) + "." + Sql.identifier(table);
    }
  }
}
