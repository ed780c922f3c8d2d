package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.migration.Grants;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Puts the manifest's grants into one statement that the module's own session runs: what it grants
 * is its own, and becomes visible with it.
 */
final class RuntimeGrants {

  private static final String ALL = "*";

  private RuntimeGrants() {}

  /** A block that grants; it fails when a named object does not exist. */
  static String sql(String schema, String role, Grants grants) {
    StringJoiner body = new StringJoiner("\n");
    body.add("do $grants$");
    body.add("declare object text;");
    body.add("begin");
    add(body, grants.tables(), TABLES, schema, role);
    add(body, grants.sequences(), SEQUENCES, schema, role);
    add(body, grants.functions(), FUNCTIONS, schema, role);
    body.add("end $grants$");
    return body.toString();
  }

  /** A block that takes back all that was granted; what was not is left as it is. */
  static String none(String schema, String role) {
    StringJoiner body = new StringJoiner("\n");
    body.add("do $revoke$");
    body.add("declare object text;");
    body.add("begin");
    for (Kind kind : List.of(TABLES, SEQUENCES, FUNCTIONS)) {
      body.add(
          LOOP.formatted(
              kind.query().formatted(Sql.literal(schema)),
              "is not null and exists (select from pg_catalog.aclexplode(%s) where grantee = %s::pg_catalog.regrole)"
                  .formatted(kind.acl(), Sql.literal(Sql.identifier(role))),
              Sql.literal("revoke all on " + kind.keyword() + " %s from " + Sql.identifier(role)),
              ""));
    }
    body.add("end $revoke$");
    return body.toString();
  }

  private static void add(
      StringJoiner body, Map<String, List<String>> grants, Kind kind, String schema, String role) {
    List<String> named = grants.keySet().stream().filter(name -> !ALL.equals(name)).toList();
    grants.forEach(
        (name, privileges) -> {
          if (privileges.isEmpty()) {
            return;
          }
          String granted = String.join(", ", privileges);
          boolean all = ALL.equals(name);
          body.add(
              LOOP.formatted(
                  kind.query().formatted(Sql.literal(schema)),
                  all ? excluding(named) : "= " + Sql.literal(name),
                  Sql.literal(
                      "grant "
                          + granted
                          + " on "
                          + kind.keyword()
                          + " %s to "
                          + Sql.identifier(role)),
                  all ? "" : missing(kind, name)));
        });
  }

  private static String excluding(List<String> names) {
    return "<> all (array["
        + String.join(", ", names.stream().map(Sql::literal).toList())
        + "]::text[])";
  }

  private static String missing(Kind kind, String name) {
    return "if not found then raise exception %s using errcode = 'TN004'; end if;"
        .formatted(
            Sql.literal(
                "the manifest grants on %s %s, which does not exist"
                    .formatted(kind.keyword(), name)));
  }

  private static final String LOOP =
      """
      for object in %s %s loop
        execute pg_catalog.format(%s, object);
      end loop;
      %s""";

  private static final Kind TABLES =
      new Kind(
          "table",
          "c.relacl",
          """
          select pg_catalog.format('%%I.%%I', n.nspname, c.relname)
          from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = %s and c.relkind in ('r', 'p', 'v', 'm', 'f')
            and c.relowner = current_user::pg_catalog.regrole and c.relname""");

  private static final Kind SEQUENCES =
      new Kind(
          "sequence",
          "c.relacl",
          """
          select pg_catalog.format('%%I.%%I', n.nspname, c.relname)
          from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = %s and c.relkind = 'S'
            and c.relowner = current_user::pg_catalog.regrole and c.relname""");

  private static final Kind FUNCTIONS =
      new Kind(
          "function",
          "p.proacl",
          """
          select pg_catalog.format('%%I.%%I(%%s)', n.nspname, p.proname,
            pg_catalog.pg_get_function_identity_arguments(p.oid))
          from pg_catalog.pg_proc p
          join pg_catalog.pg_namespace n on n.oid = p.pronamespace
          where n.nspname = %s and p.prokind in ('f', 'w', 'a')
            and p.proowner = current_user::pg_catalog.regrole and p.proname""");

  private record Kind(String keyword, String acl, String query) {}
}
