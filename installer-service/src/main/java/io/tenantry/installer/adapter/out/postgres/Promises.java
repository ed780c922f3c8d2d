package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.DatabaseChecks.Promised;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compares what a manifest promises with what is there, in one statement. */
final class Promises {

  /** The first deviations tell enough. */
  private static final int MOST_DEVIATIONS = 10;

  private static final String DEVIATIONS =
      """
      with app as (select oid, rolname from pg_roles where rolname = ?),
      home as (select oid, nspname from pg_namespace where nspname = ?),
      promised as (select * from unnest(?::text[], ?::text[], ?::text[]) as p (kind, name, privilege)),
      object as (
        select case relkind when 'S' then 'sequence' else 'table' end as kind, relname as name, c.oid,
          relacl as acl
        from pg_class c join home on home.oid = relnamespace
        where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relname <> 'flyway_schema_history'
        union all
        select 'function', proname, p.oid, proacl
        from pg_proc p join home on home.oid = pronamespace where prokind in ('f', 'w', 'a')),
      column_grant as (
        select o.name, a.attname, privilege_type
        from app, object o
          join pg_attribute a on a.attrelid = o.oid and a.attacl is not null
          cross join aclexplode(a.attacl) as g
        where o.kind = 'table' and g.grantee in (app.oid, 0)),
      due as (
        select o.kind, o.name, o.oid, p.privilege
        from object o join promised p on p.kind = o.kind and p.privilege is not null
          and (p.name = o.name or p.name = '*' and not exists (
            select from promised named where named.kind = o.kind and named.name = o.name)))
      select format('%I may not use schema %I.', rolname, nspname) from app, home
      where not has_schema_privilege(app.oid, home.oid, 'usage')
      union all
      select format('%I may create objects in schema %I.', rolname, nspname) from app, home
      where has_schema_privilege(app.oid, home.oid, 'create')
      union all
      select distinct format('There is no %s %s, which the manifest names.', kind, name)
      from promised p
      where name <> '*' and privilege is not null
        and not exists (select from object o where o.kind = p.kind and o.name = p.name)
      union all
      select format('%I lacks privilege %s on %s %s.', rolname, privilege, kind, name) from app, due
      where not case kind
        when 'table' then has_table_privilege(app.oid, due.oid, privilege)
        when 'sequence' then has_sequence_privilege(app.oid, due.oid, privilege)
        else has_function_privilege(app.oid, due.oid, privilege) end
      union all
      select distinct format('%I has privilege %s on %s %s, which the manifest does not grant.',
        rolname, lower(a.privilege_type), o.kind, o.name)
      from app, object o, aclexplode(o.acl) a
      where ? and o.kind <> 'function' and a.grantee in (app.oid, 0) and not exists (
        select from due
        where due.kind = o.kind and due.oid = o.oid and upper(due.privilege) = a.privilege_type)
      union all
      select distinct
        format('%I has privilege %s on column %s of table %s, which the manifest does not grant.',
          rolname, lower(g.privilege_type), g.attname, g.name)
      from app, column_grant g
      where ? and not exists (
        select from due
        where due.kind = 'table' and due.name = g.name and upper(due.privilege) = g.privilege_type)
      union all
      select format('There is no extension %s, which the manifest names.', name)
      from unnest(?::text[]) as required (name)
      where not exists (select from pg_extension where extname = name)
      limit ?
      """;

  private final Connection platform;

  Promises(Connection platform) {
    this.platform = platform;
  }

  /** A sentence for each deviation; more rights count only when they have to be exact. */
  List<String> deviations(ModuleName module, Promised promised) throws SQLException {
    List<Promise> promises = promises(promised.grants());
    try (PreparedStatement statement = platform.prepareStatement(DEVIATIONS)) {
      statement.setString(1, RuntimeRole.nameFor(module));
      statement.setString(2, module.value());
      statement.setArray(3, texts(promises, Promise::kind));
      statement.setArray(4, texts(promises, Promise::name));
      statement.setArray(5, texts(promises, Promise::privilege));
      statement.setBoolean(6, promised.exact());
      statement.setBoolean(7, promised.exact());
      statement.setArray(8, texts(promised.extensions(), RequiredExtension::name));
      statement.setInt(9, MOST_DEVIATIONS);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> deviations = new ArrayList<>();
        while (rows.next()) {
          deviations.add(rows.getString(1));
        }
        return deviations;
      }
    }
  }

  private <T> Array texts(List<T> all, Function<T, String> part) throws SQLException {
    return platform.createArrayOf("text", all.stream().map(part).toArray());
  }

  private static List<Promise> promises(Grants grants) {
    List<Promise> promises = new ArrayList<>();
    add(promises, "table", grants.tables());
    add(promises, "sequence", grants.sequences());
    add(promises, "function", grants.functions());
    return promises;
  }

  private static void add(List<Promise> promises, String kind, Map<String, List<String>> grants) {
    grants.forEach(
        (name, privileges) -> {
          if (privileges.isEmpty()) {
            promises.add(new Promise(kind, name, null));
          }
          privileges.forEach(privilege -> promises.add(new Promise(kind, name, privilege)));
        });
  }

  /** One privilege on objects of that name; none when what holds for others does not for those. */
  private record Promise(String kind, String name, String privilege) {}
}
