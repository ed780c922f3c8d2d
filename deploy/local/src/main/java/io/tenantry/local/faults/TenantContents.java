package io.tenantry.local.faults;

import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything in a tenant's database that does not depend on the tenant or on the time: its whole
 * catalogue, and the rows of the modules' tables, histories of migrations among them.
 */
record TenantContents(List<String> lines) {

  private static final String SAME_FOR_ALL = "<database>";

  /** PostgreSQL names the triggers of foreign keys after their object ids. */
  private static final Pattern OBJECT_ID = Pattern.compile("(RI_ConstraintTrigger_[ac])_\\d+");

  /** A query for each table of a module, over the columns that do not tell the time. */
  private static final String QUERIES =
      """
      select format('select %L || row(%s)::text from %s order by 1', c.oid::regclass || ': ',
        string_agg(quote_ident(a.attname), ', ' order by a.attnum), c.oid::regclass)
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'tenantry')
        and a.atttypid not in ('timestamp'::regtype, 'timestamptz'::regtype)
        and (c.relname, a.attname) <> ('flyway_schema_history', 'execution_time')
      group by c.oid
      order by c.oid::regclass::text
      """;

  static TenantContents of(PostgresServer postgres, String database) {
    List<String> lines = new ArrayList<>(SchemaSnapshot.of(postgres, database).lines());
    try (Connection connection = postgres.superuser(database)) {
      for (String query : Rows.of(connection, QUERIES)) {
        lines.addAll(Rows.of(connection, query));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + " cannot be looked into", e);
    }
    return new TenantContents(
        lines.stream()
            .map(line -> line.replace(database, SAME_FOR_ALL))
            .map(line -> OBJECT_ID.matcher(line).replaceAll("$1"))
            .sorted()
            .toList());
  }

  /** Lines that one has and the other has not; empty when both are equal. */
  List<String> differences(TenantContents reference) {
    List<String> added = new ArrayList<>(lines);
    reference.lines.forEach(added::remove);
    List<String> missing = new ArrayList<>(reference.lines);
    lines.forEach(missing::remove);
    List<String> differences = new ArrayList<>();
    added.forEach(line -> differences.add("has " + line));
    missing.forEach(line -> differences.add("lacks " + line));
    return differences;
  }
}
